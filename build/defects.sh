#!/usr/bin/env bash
# A test of the tests: applies each planted defect of tests/Defects to a copy of the tree and looks whether what it names
# catches it.
# usage: build/defects.sh [--draw N [--by TEXT]] [NAME...]      NAME: a file of tests/Defects without .patch; none: all
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
tree=artifacts/defects/tree log=artifacts/defects/last.log
draw="" by=$(git rev-parse HEAD 2>/dev/null || echo none) names=()
while [ $# -gt 0 ]; do
  case "$1" in
    --draw) draw=${2:?--draw needs a number}; shift ;;
    --by) by=${2:?--by needs a text}; shift ;;
    --help) sed -n '2,4s/^# //p' "$0"; exit 0 ;;
    -*) echo "There is no $1; see ./run defects --help." >&2; exit 2 ;;
    *) names+=("$1") ;;
  esac
  shift
done

all() { for patch in tests/Defects/*.patch; do basename "$patch" .patch; done; }

# the order in which the commit draws them: the same for everybody who looks at that commit
drawn() { all | while read -r name; do echo "$(sha256sum <<<"$by $name" | cut -c1-16) $name"; done | sort | head -n "$draw" | cut -d' ' -f2; }

header() { sed -n "s/^$2: //p" "tests/Defects/$1.patch" | head -n 1; }

# what was taken out again is newer than the original and the same: it is kept, so that it is built again
copy() {
  [ ! -e "$tree.planted" ] || rm -rf "$tree" "$tree.planted" # the last run ended with a defect in it
  mkdir -p "$tree"
  git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    [ -e "$file" ] && printf '%s\0' "$file"
  done | tar --null -T - -cf - | tar --keep-newer-files -xf - -C "$tree" 2>/dev/null
  # a file that is gone from the tree must not stay in the copy
  (cd "$tree" && find . -type f -not -path './artifacts/*' -not -path '*/node_modules/*' -not -path '*/wwwroot/*') | sed 's|^\./||' | while read -r file; do
    [ -e "$file" ] || rm -f "$tree/$file"
  done
  local modules=src/LiveBoard/web/node_modules
  if [ -d "$modules" ]; then ln -sfn "$root/$modules" "$tree/$modules"; fi
}

# 0: what it names passes; 1: it fails; 2: it does not build
look() { # what catches it, as in the header: PROJECT FILTER, or: simulate OPTIONS, or: pages FILE
  local what=${1%% *} rest=${1#* } project
  case "$what" in
    simulate) project=src/Simulation/Simulation.csproj ;;
    pages) project="" ;;
    *) project=tests/$what/$what.csproj ;;
  esac
  (
    cd "$tree" || exit 2
    if [ "$what" = pages ]; then
      cd src/LiveBoard/web || exit 2
      if [ ! -d node_modules ]; then npm ci --no-audit --no-fund || exit 2; fi
      npx tsc --noEmit || exit 2
      timeout 300 npx vitest run "$rest" || exit 1
      exit 0
    fi
    dotnet build "$project" -c Release -p:Engine=Embedded -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -nologo -v quiet -clp:NoSummary || exit 2
    if [ "$what" = simulate ]; then
      # shellcheck disable=SC2086 # options are words
      timeout 300 dotnet artifacts/embedded/bin/Simulation/release/Monitoring.Simulation.dll $rest || exit 1
    else
      timeout 300 dotnet test "$project" -c Release -p:Engine=Embedded --no-build -nologo -v quiet --filter "$rest" || exit 1
    fi
  ) >"$log" 2>&1
}

patched() { # name, [-R]
  touch "$tree.planted"
  git apply --directory="$tree" ${2:+"$2"} "tests/Defects/$1.patch" 2>>"$log"
}

if [ ${#names[@]} -eq 0 ]; then
  mapfile -t names < <(if [ -n "$draw" ]; then drawn; else all; fi)
fi
copy
caught=0 failed=0
declare -A fine # what passes without any defect
for name in "${names[@]}"; do
  started=$SECONDS
  by_what=$(header "$name" "Caught by")
  [ -n "$by_what" ] || { echo "$name: says not what catches it"; failed=$((failed + 1)); continue; }
  if [ -z "${fine[$by_what]:-}" ]; then
    look "$by_what"
    fine[$by_what]=$?
  fi
  if [ "${fine[$by_what]}" -ne 0 ]; then
    echo "$name: '$by_what' does not pass without the defect; see $log"
    failed=$((failed + 1))
    continue
  fi
  if ! patched "$name"; then
    echo "$name: the patch does not apply any more"
    failed=$((failed + 1))
    continue
  fi
  look "$by_what"
  case $? in
    1) caught=$((caught + 1)); echo "$name ($(header "$name" Invariant)): caught by $by_what, $((SECONDS - started)) s" ;;
    0) failed=$((failed + 1)); echo "$name ($(header "$name" Invariant)): SURVIVED $by_what" ;;
    *) failed=$((failed + 1)); echo "$name: does not build with the defect; see $log" ;;
  esac
  if patched "$name" -R; then rm -f "$tree.planted"; else echo "$name: could not be taken out again"; exit 2; fi
done
echo "$caught of ${#names[@]} planted defects caught."
[ "$failed" -eq 0 ]
