package org.fedlens.data;

import java.util.ArrayList;
import java.util.List;

/** Generated people in memory, see {@link Wardrobe}. */
final class GeneratedPeople {
    private GeneratedPeople() {}

    /** The people that {@link SampleFolders#people} writes, as a data set. */
    static DataSet of(String name, Wardrobe wardrobe, List<SampleFolders.Site> sites, int trainLimit, long seed) {
        List<SightingReader.Place> places = new ArrayList<>();
        int next = 1;
        for (int site = 0; site < sites.size(); site++) {
            SampleFolders.Site own = sites.get(site);
            Sightings train = new Sightings(wardrobe);
            Sightings query = new Sightings(wardrobe);
            Sightings gallery = new Sightings(wardrobe);
            for (int identity = 0; identity < own.train() + own.test(); identity++, next++) {
                boolean trained = identity < own.train();
                for (int camera = 1; camera <= own.cameras(); camera++) {
                    for (int shot = 0; shot < SampleFolders.CAMERA_SHOTS; shot++) {
                        boolean asks = shot == 0 && !trained;
                        (trained ? train : asks ? query : gallery).add(site, next, camera, shot);
                    }
                }
            }
            places.add(new SightingReader.Place(own.name(), train.done(), new Search(query.done(), gallery.done())));
        }
        return SightingReader.assembled(name, places, trainLimit, seed, List.of());
    }

    /** Generated pictures of one part as they come. */
    private static final class Sightings {
        private final Wardrobe wardrobe;
        private final PixelBlock.Filler filler;
        private final List<Integer> identities = new ArrayList<>();
        private final List<Integer> cameras = new ArrayList<>();

        Sightings(Wardrobe wardrobe) {
            this.wardrobe = wardrobe;
            this.filler = new PixelBlock.Filler(new ImageShape(3, wardrobe.height(), wardrobe.width()));
        }

        void add(int site, int identity, int camera, int shot) {
            filler.add(wardrobe.picture(site, identity, camera, shot), 0);
            identities.add(identity);
            cameras.add(camera);
        }

        SightedImages done() {
            return new SightedImages(
                    filler.done(),
                    identities.stream().mapToInt(Integer::intValue).toArray(),
                    cameras.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
