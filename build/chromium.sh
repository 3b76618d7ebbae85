#!/bin/sh
# Sees to a Chromium, with the fonts for Chinese and Mongolian, for the browser tests, and says what it does.
# The headless shell is the same engine without a window's parts around it, which take as much of the processor as the pages do.
# As root on Debian it installs them; where that fails it says so in apt's own words. Anywhere else it says what to do.
set -u

packages="chromium-headless-shell fontconfig fonts-noto-cjk fonts-noto-core"

found() {
  for name in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

chinese() {
  command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn family)" ]
}

if found && chinese; then exit 0; fi

missing="no Chromium"
if found; then missing="a Chromium, but no Chinese font"; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Browser tests: there is $missing. Installing $packages with apt-get (some 400 MB, a few minutes) ..." >&2
  export DEBIAN_FRONTEND=noninteractive
  words=$(mktemp)
  if apt-get update >"$words" 2>&1 && apt-get install -y --no-install-recommends $packages >>"$words" 2>&1; then
    echo "Browser tests: installed." >&2
  else
    echo "Browser tests: apt-get could not, and says:" >&2
    tail -n 20 "$words" >&2
  fi
  rm -f "$words"
fi

if found; then
  chinese || echo "Browser tests: no Chinese font; what they show of pages will be boxes." >&2
  exit 0
fi
echo "No Chromium for the browser tests: install $packages (or set CHROMIUM to one), or leave these tests out with -DskipBrowserTests." >&2
exit 1
