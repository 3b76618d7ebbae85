#!/bin/sh
# Sees to a Chromium, with the fonts for Chinese and Mongolian, for the browser tests.
# As root on Debian it installs them; anywhere else it says in one line what to do.
set -u

found() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

chinese() {
  command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn family)" ]
}

if found && chinese; then exit 0; fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null 2>&1
  apt-get install -y -qq --no-install-recommends \
    chromium fontconfig fonts-noto-cjk fonts-noto-core >/dev/null 2>&1
fi

found && exit 0
echo "No Chromium for the browser tests: install the packages chromium, fonts-noto-cjk and fonts-noto-core (or set CHROMIUM to one), or leave these tests out with -DskipBrowserTests." >&2
exit 1
