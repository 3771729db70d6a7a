#!/bin/sh
# Times whole generator steps of Monge and of PyTorch eager in turn, and prints the ratio of the medians.
#
#     bench/compare.sh [RECIPE [ROUNDS [STEPS]]]
#
# Both run with the same networks, batch and threads, in float32. PyTorch must be importable by python3.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
recipe=${1:-wgan-gp-fashion}
rounds=${2:-3}
steps=${3:-4}
threads=$(nproc)
warmup=1

monge() {
    OMP_NUM_THREADS=$threads "$here/../monge" bench "$recipe" --warmup "$warmup" --steps "$steps" | awk '/^whole step/ {print $3}'
}

pytorch() {
    OMP_NUM_THREADS=$threads python3 "$here/peer.py" --recipe "$recipe" --threads "$threads" \
        --warmup "$warmup" --steps "$steps" "$@" | sed -n 's/.*"median_ms": \([0-9.]*\).*/\1/p'
}

echo "$recipe, $threads threads, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
printf '%8s %12s %12s %24s\n' round "Monge ms" "PyTorch ms" "PyTorch channels-last ms"
round=1
while [ "$round" -le "$rounds" ]; do
    ours=$(monge)
    theirs=$(pytorch)
    last=$(pytorch --channels-last)
    printf '%8s %12s %12s %24s\n' "$round" "${ours:?Monge failed}" "${theirs:?PyTorch failed}" "${last:?PyTorch failed}"
    round=$((round + 1))
done | tee /dev/stderr | awk '
    {for (i = 2; i <= 4; i++) ms[i, NR] = $i}
    function median(column,    i, j, t, n) {
        n = NR
        for (i = 1; i <= n; i++) v[i] = ms[column, i]
        for (i = 2; i <= n; i++) for (j = i; j > 1 && v[j - 1] > v[j]; j--) {t = v[j]; v[j] = v[j - 1]; v[j - 1] = t}
        return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
    }
    END {
        printf "medians: Monge %.0f ms, PyTorch %.0f ms (%.2f times as long), channels-last %.0f ms (%.2f times)\n",
            median(2), median(3), median(3) / median(2), median(4), median(4) / median(2)
    }'
