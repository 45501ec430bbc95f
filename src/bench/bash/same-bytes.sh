#!/usr/bin/env bash
# Digests of metrics.csv for every ready experiment (three rounds each) and for every method and every part around it.
#
#     src/bench/bash/same-bytes.sh target/fedlens.jar before.txt
#     ... change the code, mvn package -DskipTests ...
#     src/bench/bash/same-bytes.sh target/fedlens.jar after.txt && diff before.txt after.txt
#
# One line a run: what was run and the SHA-256 of its figures. Only tables made on one machine can be compared, since libtorch
# chooses its kernels by the processor. DATA names the folder of the public data sets (default ../shared/data); a file whose
# images are not there is listed as "no data". What the published settings ask of a GPU is shrunk here by the same --set on
# both sides.
set -uo pipefail
jar=$(realpath "$1")
table=$(realpath -m "$2")
root=$(cd "$(dirname "$0")/../../.." && pwd)
samples=${SAMPLES:-$root/sample-data}
data=${DATA:-$root/../shared/data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: > "$table"

# run NAME FILE [--set ...]: three rounds, one line in the table.
run() {
    local name=$1 file=$2
    shift 2
    local out="$work/$(echo "$name" | tr -c 'A-Za-z0-9\n' '-')"
    FEDLENS_HOME="$work/home" java -Xmx6g -Dfedlens.home="$work/home" -jar "$jar" run "$file" --out "$out" --workers 2 \
        --set training.rounds=3 "$@" > "$work/log" 2>&1
    local rc=$? digest="refused"
    if [ -f "$out/metrics.csv" ] && [ $rc -eq 0 ]; then
        digest=$(sha256sum < "$out/metrics.csv" | cut -c1-64)
    elif grep -qiE 'no such|not found|does not exist|no folder|not there|nowhere' "$work/log"; then
        digest="no data"
    else
        digest="rc $rc: $(tail -n 1 "$work/log" | cut -c1-150)"
    fi
    rm -rf "$out"
    printf '%s\t%s\n' "$name" "$digest" | tee -a "$table"
}

[ -n "${ONLY_PARTS:-}" ] || {
for file in "$samples"/experiments/*.yaml; do
    run "experiments/$(basename "$file")" "$file"
done
small="--set data.train=600 --set data.test=300"
for name in skewed-fashion cifar-byol cifar-fedu cifar-simclr; do
    case $name in skewed-*) source="$data/fashion-mnist" ;; *) source="$data/cifar10" ;; esac
    run "measured/$name.yaml" "$samples/measured/$name.yaml" --set data.source="$source" --set data.train=2000 --set data.test=500
done
for name in fedu-reference fedx-reference; do
    run "measured/$name.yaml" "$samples/measured/$name.yaml" --set data.source="$data/cifar10" $small \
        --set model.channels=8 --set training.localEpochs=1 --set training.batch=32
done
run measured/camvid-classroom.yaml "$samples/measured/camvid-classroom.yaml" --set data.source="$data/camvid"
run measured/erased-camvid.yaml "$samples/measured/erased-camvid.yaml" --set data.source="$data/camvid"
run measured/fedseg-camvid-reference.yaml "$samples/measured/fedseg-camvid-reference.yaml" \
    --set data.source="$data/camvid-480x360-sample" --set data.height=96 --set data.width=128 --set partition.clients=4 \
    --set partition.minPixels=4 --set training.participation=0.5 --set model.width=0.25 --set algorithm.anchors=256 \
    --set algorithm.dimension=32 --set training.localEpochs=1 --set training.batch=4 \
    --set training.augmentation.cropHeight=64 --set training.augmentation.cropWidth=64
for name in fedseg-ade20k-reference fedseg-cityscapes-reference fedseg-voc-reference reid-reference; do
    run "measured/$name.yaml" "$samples/measured/$name.yaml"
done
# Sweeps, each case with one seed, three rounds and one local epoch.
for sweep in "$samples"/sweeps/*.yaml; do
    name=$(basename "$sweep")
    sed -e "s#\.\./\.\./\.\./shared/data#$data#" -e 's/seeds: \[1, 2, 3\]/seeds: [1]/' -e 's/rounds: [0-9]*/rounds: 3/' \
        -e 's/localEpochs: 8/localEpochs: 1/' -e 's/train: [0-9]*/train: 600/' "$sweep" > "$work/$name"
    java -Xmx6g -Dfedlens.home="$work/home" -jar "$jar" sweep "$work/$name" --out "$work/sweep" --workers 2 > "$work/log" 2>&1
    (cd "$work/sweep" && find . -name metrics.csv | sort) | while read -r figures; do
        printf 'sweeps/%s %s\t%s\n' "$name" "${figures%/metrics.csv}" "$(sha256sum < "$work/sweep/$figures" | cut -c1-64)" | tee -a "$table"
    done
    rm -rf "$work/sweep"
done
}

# Every method on the built-in data of its task.
digits="$samples/experiments/first-federation.yaml"
streets="$samples/experiments/erased-streets.yaml"
people="$samples/experiments/reid-classroom.yaml"
selfmade="$samples/experiments/digits-without-labels.yaml"
for method in FedAvg FedProx FedNova FedDyn MOON FedAvgM FedAdagrad FedAdam FedYogi FedBN FedPer Median TrimmedMean Krum \
        MultiKrum Bulyan GeometricMedian NormClipping DP-FedAvg LocalOnly Centralised; do
    run "digits $method" "$digits" --set algorithm.name="$method" --set training.localEpochs=1
done
run "digits SCAFFOLD" "$digits" --set algorithm.name=SCAFFOLD --set training.optimizer.momentum=0
run "digits FedDyn without momentum" "$digits" --set algorithm.name=FedDyn --set training.optimizer.momentum=0
run "digits FedAvg pooled" "$digits" --set model.name=small-resnet --set algorithm.statistics=pooled
run "digits FedBN resnet" "$digits" --set model.name=small-resnet --set algorithm.name=FedBN
for method in FedSimCLR FedSimSiam FedMoCo FedMoCoV1 FedBYOL FedProtoCL FedU FedEMA FedSimCLR+FedX FedMoCo+FedX FedBYOL+FedX \
        FedProtoCL+FedX FedU+FedX; do
    run "unlabelled $method" "$selfmade" --set algorithm.name="$method" --set training.localEpochs=1 --set data.train=600
done
for method in FedSeg FedAvg FedAvg-BackCE FedProx-BackCE FedDyn-BackCE MOON-BackCE FedAvg-OHEM FedAvg-Focal FedAvg-BCE FedAvg-Dice \
        FedAvg-Lovasz; do
    run "streets $method" "$streets" --set algorithm.name="$method"
done
for method in FedUReID FedBUC LocalBUC FedReID; do
    run "people $method" "$people" --set algorithm.name="$method" --set training.localEpochs=1
done

# Every part around a method.
for scheme in iid dirichlet classes class-count shards quantity; do
    run "partition $scheme" "$digits" --set partition.scheme="$scheme" --set training.localEpochs=1
done
for model in mlp small-cnn small-resnet; do
    run "model $model" "$digits" --set model.name="$model" --set training.localEpochs=1
done
for code in top-k random-k int8 qsgd sign half partial; do
    run "compression $code" "$digits" --set system.compression.name="$code" --set training.localEpochs=1
done
for attack in sign-flip gaussian scaled little label-flip; do
    run "attack $attack" "$digits" --set system.attack.name="$attack" --set training.localEpochs=1
    run "attack $attack, Median" "$digits" --set system.attack.name="$attack" --set algorithm.name=Median --set training.localEpochs=1
done
for secrecy in masks shares; do
    run "secrecy $secrecy" "$digits" --set system.secrecy.name="$secrecy" --set training.localEpochs=1
done
for pacing in synchronous semi-synchronous fedasync fedbuff; do
    run "pacing $pacing" "$digits" --set system.devices.name=mixed --set system.pacing.name="$pacing" --set training.localEpochs=1
done
run "dropOut" "$digits" --set system.dropOut=0.4 --set training.participation=0.5
run "poisson" "$digits" --set training.sampling.name=poisson
run "sampling by size" "$digits" --set training.sampling.name=by-size
run "stragglers" "$digits" --set system.stragglers.name=some
run "feature skew" "$digits" --set partition.features.name=gaussian --set training.localEpochs=1
run "shapes by domain" "$digits" --set data.source=shapes-32 --set data.train=400 --set partition.scheme=domain --set partition.clients=4
run "power of choice" "$digits" --set training.sampling.name=power-of-choice --set training.participation=0.5
run "adam, cosine" "$digits" --set training.optimizer.name=adam --set training.optimizer.learningRate=0.001 --set training.schedule.name=cosine
