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
# What is said in colour is counted too; a run that broke off without a summary counts as one failed.
count() { sed 's/\x1b\[[0-9;]*m//g' "$results" | sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" | tail -1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
failed=$((${failed:-1} + ${skipped:-0}))
[ "$failed" = 0 ] || [ "$code" != 0 ] || code=1
[ "$code" = 0 ] || [ "$failed" != 0 ] || failed=1
echo "${passed:-0} passed, $failed failed"
exit $code
