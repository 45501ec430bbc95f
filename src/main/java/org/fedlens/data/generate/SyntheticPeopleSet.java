package org.fedlens.data.generate;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.PixelBlock;
import org.fedlens.data.QueryGallery;
import org.fedlens.data.ReIdImages;
import org.fedlens.data.read.reid.ReIdReader;

/** Generated people in memory, see {@link SyntheticPeople}. */
public final class SyntheticPeopleSet {
    private SyntheticPeopleSet() {}

    /** The people that {@link SampleFolders#people} writes, as a data set. */
    public static DataSet of(
            String name, SyntheticPeople wardrobe, List<SampleFolders.Site> sites, int trainLimit, long seed) {
        List<ReIdReader.Place> places = new ArrayList<>();
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
            places.add(new ReIdReader.Place(own.name(), train.done(), new QueryGallery(query.done(), gallery.done())));
        }
        return ReIdReader.assembled(name, places, trainLimit, seed, List.of());
    }

    /** Generated pictures of one part as they come. */
    private static final class Sightings {
        private final SyntheticPeople wardrobe;
        private final PixelBlock.Filler filler;
        private final List<Integer> identities = new ArrayList<>();
        private final List<Integer> cameras = new ArrayList<>();

        Sightings(SyntheticPeople wardrobe) {
            this.wardrobe = wardrobe;
            this.filler = new PixelBlock.Filler(new ImageShape(3, wardrobe.height(), wardrobe.width()));
        }

        void add(int site, int identity, int camera, int shot) {
            filler.add(wardrobe.picture(site, identity, camera, shot), 0);
            identities.add(identity);
            cameras.add(camera);
        }

        ReIdImages done() {
            return new ReIdImages(
                    filler.done(),
                    identities.stream().mapToInt(Integer::intValue).toArray(),
                    cameras.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
