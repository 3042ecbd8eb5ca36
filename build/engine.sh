# Chooses the engine by looking, and says so. Sourced by ./run and ./test; sets $engine.
# usage: choose_engine [orleans|embedded]

engine_props=artifacts/engine.props
orleans_version=$(sed -n 's/.*"Microsoft.Orleans.Server" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)

need() { # command, what to say
  command -v "$1" >/dev/null 2>&1 || { echo "$2" >&2; exit 1; }
}

need_dotnet() {
  need dotnet "Install the .NET SDK 10 (https://dot.net, package dotnet-sdk-10.0) and run this again."
  case "$(dotnet --version 2>/dev/null)" in
    10.*) ;;
    *) echo "Install the .NET SDK 10 (package dotnet-sdk-10.0); 'dotnet --version' says $(dotnet --version 2>&1 | head -n 1)." >&2; exit 1 ;;
  esac
}

# Installs a Debian package where that can be done, else says in one line what to install.
need_package() { # command, package
  command -v "$1" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $2 ..."
    { apt-get install -y "$2" || { apt-get update && apt-get install -y "$2"; }; } >artifacts/apt.log 2>&1 && return
  fi
  echo "Install $2 (for $1) and run this again." >&2
  exit 1
}

# The server's programs, which Debian keeps off the PATH.
need_postgres() {
  command -v initdb >/dev/null 2>&1 || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || need_package initdb postgresql
}

probe_orleans() {
  dotnet restore build/probe/Probe.csproj -p:ArtifactsPath="$PWD/artifacts/probe" >artifacts/probe.log 2>&1
}

choose_engine() {
  mkdir -p artifacts
  local asked=${1:-} missing
  case "$asked" in
    embedded) engine=Embedded; echo "Engine: Embedded (asked for; same grains)" ;;
    orleans)
      probe_orleans || { echo "Engine: Orleans was asked for, but $(missing_package) does not restore here; see artifacts/probe.log." >&2; exit 1; }
      engine=Orleans; echo "Engine: Microsoft Orleans $orleans_version" ;;
    "")
      if probe_orleans; then
        engine=Orleans; echo "Engine: Microsoft Orleans $orleans_version"
      else
        engine=Embedded; echo "Engine: Embedded (the registry lacks $(missing_package); same grains)"
      fi ;;
    *) echo "--engine is orleans or embedded, not '$asked'." >&2; exit 1 ;;
  esac
  local props="<Project><PropertyGroup><Engine Condition=\"'\$(Engine)' == ''\">$engine</Engine></PropertyGroup></Project>"
  [ "$(cat "$engine_props" 2>/dev/null)" = "$props" ] || printf '%s\n' "$props" >"$engine_props"
}

missing_package() {
  local name
  name=$(sed -n 's/.*Unable to find package \([A-Za-z.]*[A-Za-z]\).*/\1/p' artifacts/probe.log | head -n 1)
  echo "${name:-Microsoft.Orleans.Server}"
}
