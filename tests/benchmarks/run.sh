#!/usr/bin/env bash
# Measures the published server beside a hand-written peer.
# --json FILE also writes the figures; --only commands,push,boards,import,learning runs a part; --alone leaves the peer out of the commands.
set -euo pipefail
cd "$(dirname "$0")"
export TRADELIVE_WEB="$PWD/bin/published/TradeLive.Web.dll"
dotnet publish ../../web/web.csproj -c Release -o bin/published -v q --nologo
dotnet build benchmarks.csproj -c Release -v q --nologo
exec ./bin/Release/net10.0/TradeLive.Benchmarks "$@"
