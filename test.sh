#!/usr/bin/env bash
# Installs what the tests need where it is missing, builds with warnings as errors, and runs every test.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
[ -x /usr/bin/chromium ] || missing+=(chromium)
[ -n "$(ls -d /usr/share/fonts/opentype/noto/NotoSansCJK* 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ]; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -q
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

dotnet build TradeLive.sln -c Release -v q --nologo
results=$(mktemp)
code=0
./tests/bin/Release/net10.0/TradeLive.Tests "$@" | tee "$results" || code=$?
count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$results" | tail -1; }
skipped=$(count skipped)
[ "${skipped:-0}" = 0 ] || code=1
echo "$(count succeeded) passed, $(( $(count failed) + ${skipped:-0} )) failed"
exit $code
