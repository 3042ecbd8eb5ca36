#!/usr/bin/env bash
# A test of the tests: plants each defect of tests/Defects in a copy of the tree and looks whether what it names
# catches it.
# usage: build/defects.sh [--draw N [--by TEXT]] [--built] [NAME...]   NAME: a file of tests/Defects without .patch; none: all
#        --built: artifacts/embedded is built from this very tree, as ./test has just done
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
built=artifacts/embedded work=${DEFECTS_IN:-artifacts/defects} # another folder for a second run beside this one
tree=$work/tree good=$work/tree/artifacts/good calls=$work/tree/artifacts/calls log=$work/last.log
draw="" by=$(git rev-parse HEAD 2>/dev/null || echo none) names=() fresh=""
while [ $# -gt 0 ]; do
  case "$1" in
    --draw) draw=${2:?--draw needs a number}; shift ;;
    --by) by=${2:?--by needs a text}; shift ;;
    --built) fresh=yes ;;
    --help) sed -n '2,5s/^# //p' "$0"; exit 0 ;;
    -*) echo "There is no $1; see ./run defects --help." >&2; exit 2 ;;
    *) names+=("$1") ;;
  esac
  shift
done

all() { (cd tests/Defects && for patch in *.patch slow/*.patch; do echo "${patch%.patch}"; done); }
quick() { (cd tests/Defects && for patch in *.patch; do echo "${patch%.patch}"; done); }

# the order in which the commit draws them: the same for everybody who looks at that commit
drawn() { quick | while read -r name; do echo "$(sha256sum <<<"$by $name" | cut -c1-16) $name"; done | sort | head -n "$draw" | cut -d' ' -f2; }

header() { sed -n "s/^$2: //p" "tests/Defects/$1.patch" | head -n 1; }

release=(-c Release -p:Engine=Embedded -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -nologo -v quiet -clp:NoSummary)

# Only what has a defect is compiled in the copy. Whatever uses it is taken from what is built of the tree itself.
copy() {
  rm -rf "$tree"
  mkdir -p "$tree"
  git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    [ -e "$file" ] && printf '%s\0' "$file"
  done | tar --null -T - -cf - | tar -xf - -C "$tree"
  local modules=src/LiveBoard/web/node_modules
  if [ -d "$modules" ]; then ln -sfn "$root/$modules" "$tree/$modules"; fi
}

declare -A here # the programs that are in the copy, and the projects that can be compiled there
program() { # project file, as seen from the root
  [ -z "${here[$1]:-}" ] || return 0
  local name
  name=$(basename "$1" .csproj)
  if [ -z "$fresh" ]; then dotnet build "$1" "${release[@]}" || return 1; fi
  [ -d "$built/bin/$name/release" ] || return 1
  mkdir -p "$tree/$built/bin/$name"
  cp -a "$built/bin/$name/release" "$tree/$built/bin/$name/" || return 1
  here[$1]=yes
}
source_of() { # a project of src: what it is compiled against stands where a build would have put it
  [ -z "${here[$1]:-}" ] || return 0
  local other
  for other in "$built"/obj/*/release/ref; do
    mkdir -p "$tree/${other%/ref}"
    cp -a "$other" "$tree/${other%/ref}/" || return 1
  done
  for other in src/*/; do
    other=$(basename "$other")
    [ -d "$built/bin/$other/release" ] || continue
    mkdir -p "$tree/$built/bin/$other"
    cp -a "$built/bin/$other/release" "$tree/$built/bin/$other/" || return 1
  done
  mkdir -p "$good" && cp -p "$built/bin/$1/release/Monitoring.$1.dll" "$good/" || return 1
  write_down "$1" || return 1
  here[$1]=yes
}

# How the compiler is called for a project. It is called so for each defect of it, without the four seconds that everything
# around it takes, and stays for a minute to be called again.
write_down() {
  local project=src/$1/$1.csproj
  (
    cd "$tree" && mkdir -p "$root/$calls" && dotnet restore "$project" -p:Engine=Embedded -v quiet &&
      dotnet build "$project" -t:Compile --no-restore -p:BuildProjectReferences=false -p:BuildWeb=false "${release[@]}" \
        -p:SkipCompilerExecution=true -p:ProvideCommandLineArgs=true -p:CompilerCall="$root/$calls/$1" \
        -p:CustomAfterMicrosoftCommonTargets="$root/build/defects.targets" &&
      sed -i -e '/^\/noconfig$/d' -e '/^\/doc:/d' -e '/^\/refout:/d' -e '/ /s/^\(\/[a-z]*[:+]\)\{0,1\}\(.*\)$/\1"\2"/' "$root/$calls/$1"
  )
}
compile() { # the project with the defect; what comes out of it replaces it wherever it stands
  (cd "$tree/src/$1" && dotnet "$(cat "$root/$calls/$1.compiler")" /shared /keepalive:60 "@$root/$calls/$1") &&
    instead "$tree/$built/obj/$1/release/Monitoring.$1.dll"
}
instead() {
  local to
  for to in "$tree/$built"/bin/*/release/"$(basename "$1")"; do cp "$1" "$to" || return 1; done
}

# 0: what it names passes; 1: it fails; 2: it cannot be tried; 3: everything in it was skipped
look() { # what catches it, as in the header: PROJECT FILTER, or: simulate OPTIONS, or: pages FILE
  local what=${1%% *} rest=${1#* } bin=$tree/$built/bin status
  case "$what" in
    pages)
      (cd "$tree/src/LiveBoard/web" && { [ -d node_modules ] || npm ci --no-audit --no-fund || exit 2; } && timeout 120 npx vitest run "$rest") ;;
    simulate)
      # shellcheck disable=SC2086 # options are words
      timeout 300 dotnet "$bin/Simulation/release/Monitoring.Simulation.dll" $rest ;;
    *)
      timeout 300 dotnet test "$bin/$what/release/Monitoring.$what.dll" -v quiet --filter "$rest" ;;
  esac >"$log.now" 2>&1
  status=$?
  cat "$log.now" >>"$log"
  case $status in
    0) if grep -qE 'No test matches|Passed: +0,' "$log.now"; then return 3; fi ;;
    2) if [ "$what" = pages ]; then return 2; fi; return 1 ;;
    *) return 1 ;;
  esac
}

ready() { # what catches it
  case "${1%% *}" in
    pages) ;;
    simulate) program src/Simulation/Simulation.csproj ;;
    *) program "tests/${1%% *}/${1%% *}.csproj" ;;
  esac >>"$log" 2>&1
}

apply() { git apply --directory="$tree" ${2:+"$2"} "tests/Defects/$1.patch" 2>>"$log"; } # name, [-R]

translate() { # project with the defect
  case "$1" in
    pages) (cd "$tree/src/LiveBoard/web" && npx tsc --noEmit) ;;
    *) source_of "$1" && compile "$1" ;;
  esac >>"$log" 2>&1
}

take_out() { # name, project
  apply "$1" -R && { [ "$2" = pages ] || instead "$good/Monitoring.$2.dll"; }
}

if [ ${#names[@]} -eq 0 ]; then
  mapfile -t names < <(if [ -n "$draw" ]; then drawn; else all; fi)
fi
mkdir -p "$work" && : >"$log"
copy
caught=0 elsewhere=0 failed=0
declare -A fine # what passes without any defect
for name in "${names[@]}"; do
  started=$SECONDS
  by_what=$(header "$name" "Caught by")
  [ -n "$by_what" ] || { echo "$name: says not what catches it"; failed=$((failed + 1)); continue; }
  project=$(sed -n 's|^+++ b/src/\([^/]*\)/.*|\1|p' "tests/Defects/$name.patch" | head -n 1)
  case "$by_what" in pages*) project=pages ;; esac
  echo "== $name" >>"$log"
  if [ -z "${fine[$by_what]:-}" ]; then
    if ready "$by_what"; then look "$by_what"; else false; fi
    fine[$by_what]=$?
  fi
  case "${fine[$by_what]}" in
    0) ;;
    3) elsewhere=$((elsewhere + 1)); echo "$name: everything in '$by_what' is skipped here, so it was not tried"; continue ;;
    *) failed=$((failed + 1)); echo "$name: '$by_what' does not pass without the defect; see $log"; continue ;;
  esac
  if ! apply "$name"; then
    echo "$name: the patch does not apply any more"
    failed=$((failed + 1))
    continue
  fi
  if translate "$project"; then
    look "$by_what"
    case $? in
      1) caught=$((caught + 1)); echo "$name ($(header "$name" Invariant)): caught by $by_what, $((SECONDS - started)) s" ;;
      *) failed=$((failed + 1)); echo "$name ($(header "$name" Invariant)): SURVIVED $by_what, $((SECONDS - started)) s" ;;
    esac
  else
    failed=$((failed + 1))
    echo "$name: does not build with the defect; see $log"
  fi
  take_out "$name" "$project" || { echo "$name: could not be taken out again"; exit 2; }
done
echo "$caught of $((${#names[@]} - elsewhere)) planted defects caught."
[ "$failed" -eq 0 ]
