# Sourced by run.sh and test.sh: find out what is missing and install it with apt.
# The caller sets `missing` (needed) and `wanted` (useful) to lists of packages, and `assume_yes`.

say() { printf '== %s\n' "$*" >&2; }
stop() {
    printf '%s\n' "$@" >&2
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }
has_library() { has pkg-config && pkg-config --exists "$1"; }
need() { missing="$missing $1"; }
want() { wanted="$wanted $1"; }

# What every build needs, and what it can do without.
need_for_build() {
    has cc || has gcc || need gcc
    test -f /usr/include/stdio.h || need libc6-dev
    has make || need make
    has cmake || need cmake
    has pkg-config || need pkg-config
    has_library 'gsl >= 2.7' || need libgsl-dev
    has_library 'libconfig >= 1.5' || need libconfig-dev
    has_library jansson || want libjansson-dev # these two: for `outturn import`
    has_library zlib || want zlib1g-dev
    has_library xlsxwriter || want libxlsxwriter-dev # for `outturn report --xlsx`
}

is_root() { test "$(id -u)" -eq 0; }
apt() {
    set -- env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@"
    if is_root; then "$@" >/dev/null; else sudo "$@" >/dev/null; fi
}
apt_install() { apt install -y --no-install-recommends "$@"; }
is_available() { test -n "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *[^( ]/x/p')"; }
has_lists() { test -n "$(find /var/lib/apt/lists -name '*Packages*' 2>/dev/null)"; }

refresh_lists() {
    test -z "${lists_are_fresh:-}" || return 0
    lists_are_fresh=1
    apt update || say "the package lists could not be refreshed; going on with the old ones"
}

ask() {
    is_root || test -n "${assume_yes:-}" && return 0
    printf 'Install with apt:%s? [Y/n] ' "$missing" >&2
    read -r answer || answer=n
    case $answer in n* | N*) stop "" "Nothing was installed. Needed:$missing" ;; esac
}

install_wanted() {
    for package in $wanted; do
        is_available "$package" || has_lists || refresh_lists
        if ! is_available "$package"; then
            say "$package is not available here; going on without it"
        elif say "installing $package" && ! apt_install "$package"; then
            say "$package could not be installed; going on without it"
        fi
    done
}

# Install $missing, or stop; and what can be had of $wanted.
install_packages() {
    if ! has apt-get; then
        test -z "$missing" || stop "Missing, and there is no apt-get (names of Debian):$missing"
        test -z "$wanted" || say "not installed, and not required:$wanted"
    elif ! is_root && ! has sudo; then
        test -z "$missing" || stop "Missing. As root, please run:" "    apt-get install$missing"
        test -z "$wanted" || say "not installed, and not required:$wanted"
    else
        if test -n "$missing"; then
            ask
            refresh_lists
            say "installing$missing"
            apt_install $missing || stop "apt could not install what is needed:$missing"
        fi
        install_wanted
    fi
    case $(cmake --version | sed -n '1s/[^0-9]*//p') in
    [012].* | 3.[0-9].* | 3.1[0-9].* | 3.20.*) stop "CMake 3.21 or later is needed." ;;
    esac
}

# Run a command with its output in a log, which is shown only when the command fails.
# usage: quietly LOG COMMAND...
quietly() {
    log=$1
    shift
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 && return 0
    grep -n -E -A 3 'error|Error|warning' "$log" | head -n 40 >&2 || true
    tail -n 15 "$log" >&2
    stop "" "This did not work: $*" "All of its output is in $log"
}

# usage: build PRESET
build() {
    quietly "build/$1-configure.log" cmake --preset "$1"
    quietly "build/$1-build.log" cmake --build --preset "$1" --parallel "$(nproc)"
}
