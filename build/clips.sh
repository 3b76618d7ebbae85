#!/bin/sh
# Makes the clips from which the wall speaks its calls: one sound, webroot/sounds/calls.mp3, and where in it each word stands,
# calls.json: {word: [start, end]} in seconds. Run by hand when a department is new; needs espeak-ng, sox and lame.
# A county's own voice: record the same words in the same order, and write down where each stands.
set -eu
cd "$(dirname "$0")/.."
out=webroot/sounds
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$out"
sox -n -r 22050 -c 1 "$tmp/gap.wav" trim 0 0.12
n=0
at=0.12
parts="$tmp/gap.wav"
json=""
for word in 请 零 一 二 三 四 五 六 七 八 九 十 号 到 号展位 展位 总台 $(sed -n 's/^ *name: *//p' config/departments.yaml); do
  n=$((n + 1))
  espeak-ng -v cmn -s 150 -a 170 -w "$tmp/raw.wav" "$word"
  sox "$tmp/raw.wav" -r 22050 -c 1 "$tmp/$n.wav" silence 1 0.01 0.5% reverse silence 1 0.01 0.5% reverse gain -n -3
  length=$(soxi -D "$tmp/$n.wav")
  end=$(echo "$at $length" | awk '{printf "%.3f", $1 + $2}')
  json="$json,\"$word\":[$at,$end]"
  at=$(echo "$end" | awk '{printf "%.3f", $1 + 0.12}')
  parts="$parts $tmp/$n.wav $tmp/gap.wav"
done
# shellcheck disable=SC2086
sox $parts "$tmp/all.wav"
lame --quiet -m m -b 40 "$tmp/all.wav" "$out/calls.mp3"
printf '{%s}\n' "${json#,}" > "$out/calls.json"
