package org.fedlens.data;

import java.util.Arrays;
import java.util.List;

/**
 * The manner in which each picture was made, in data sets that say so: a camera, a style, a data set of several that
 * share their classes.
 *
 * @param names what the domains are called
 * @param of the domain of each picture
 * @throws IllegalArgumentException if a picture has a domain without a name
 */
public record Domains(List<String> names, int[] of) {
    public Domains {
        names = List.copyOf(names);
        of = of.clone();
        int count = names.size();
        if (Arrays.stream(of).anyMatch(domain -> domain < 0 || domain >= count)) {
            throw new IllegalArgumentException("A domain outside " + names);
        }
    }

    @Override
    public int[] of() {
        return of.clone();
    }

    Domains subset(int[] indices) {
        return new Domains(names, Arrays.stream(indices).map(index -> of[index]).toArray());
    }
}
