#!/usr/bin/env bash
# Three silos and two boards on this machine, on one PostgreSQL database: to try a cluster, not to run one.
# usage: deploy/one-machine.sh CONNECTION [DATA]
# Ctrl-C stops them in order: boards first, then each silo hands its grains to the others.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
connection=${1:?usage: deploy/one-machine.sh CONNECTION [DATA]} data=${2:-data-cluster}
# five processes must fit into the hundred connections that PostgreSQL gives by default; what CONNECTION says itself counts
connection="Maximum Pool Size=6;$connection"
. build/engine.sh

need_dotnet
mkdir -p artifacts
need_package node nodejs
need_package npm npm
choose_engine orleans
dotnet build src/Silo/Silo.csproj -c Release -p:Engine=Orleans -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false \
  -nologo -v quiet -clp:NoSummary

# one key for all of them, or each door would have its own
export Bootstrap__AdminKey=${Bootstrap__AdminKey:-$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')}
boards=() silos=()
start() { # name, options
  local name=$1
  shift
  dotnet artifacts/orleans/bin/Silo/release/Monitoring.Silo.dll --db "$connection" --data "$data" "$@" \
    > >(sed -u "s/^/$name: /") 2>&1 &
}
for n in 1 2 3; do
  start "silo $n" --port $((5080 + n)) --silo-port $((11110 + n)) --gateway-port $((30000 + n))
  silos+=($!)
done
for n in 1 2; do
  start "board $n" --port $((5090 + n)) --role board
  boards+=($!)
done

stop() {
  trap - INT TERM
  kill -TERM "${boards[@]}" 2>/dev/null || true
  wait "${boards[@]}" 2>/dev/null || true
  for silo in "${silos[@]}"; do
    kill -TERM "$silo" 2>/dev/null || true
    wait "$silo" 2>/dev/null || true
  done
  exit 0
}
trap stop INT TERM
echo "Silos on 5081 to 5083, boards on 5091 and 5092; admin key $Bootstrap__AdminKey"
wait
