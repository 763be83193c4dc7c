#!/bin/sh
# Set up everything that a make target needs, on a machine with only Python >= 3.11 and make.
#
#   packaging/setup.sh run      the environment to run the program
#   packaging/setup.sh dev      also the tools for tests, checks, pictures and the bundle
#   packaging/setup.sh bench    also the servers for the benchmark
#   packaging/setup.sh fuzz     also atheris, if it is available for this Python
#   packaging/setup.sh pythons  also an environment for each installed Python from 3.11 on, in build/pythons
#   packaging/setup.sh clients  also the IRC clients for the end-to-end tests
#
# Idempotent, and quick if nothing is missing. Root on Debian or Ubuntu installs system packages by apt. Otherwise the
# script prints the line to type, and ends with status 1 if the packages are indispensable.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
venv=.venv

say() { printf '%s\n' "$*" >&2; }

# --- system packages -------------------------------------------------------------------------------------------------

missing=''
want_library() { # soname package
    /sbin/ldconfig -p 2>/dev/null | grep -qF "$1" || missing="$missing $2"
}
want_program() { # program package
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

apt_install() { # packages...; 0 if they are installed afterwards
    [ "$(id -u)" = 0 ] || return 1
    command -v apt-get >/dev/null 2>&1 || return 1
    say "Installing system packages:$*"
    # RUNLEVEL: a server installed for the benchmark is not started as a service.
    export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
    # shellcheck disable=SC2068 # one word, one package
    apt-get install -y -qq --no-install-recommends $@ >/dev/null 2>&1 ||
        { apt-get update -qq >/dev/null 2>&1; apt-get install -y -qq --no-install-recommends $@ >/dev/null; }
}

need() { # install $missing, or say how and exit; $1 is the purpose
    [ -n "$missing" ] || return 0
    apt_install "$missing" || {
        say "These system packages are missing ($1). Please type:"
        say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing"
        exit 1
    }
    missing=''
}

like() { # like `need`, but continue without the packages
    [ -n "$missing" ] || return 0
    apt_install "$missing" || {
        say "Some tests will be skipped without these system packages. To have them, type:"
        say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing"
    }
    missing=''
}

if [ "$(uname -s)" = Linux ] && [ -x /sbin/ldconfig ]; then
    want_library libEGL.so.1 libegl1
    want_library libGL.so.1 libgl1
    want_library libglib-2.0.so.0 libglib2.0-0
    want_library libgssapi_krb5.so.2 libgssapi-krb5-2
    want_library libdbus-1.so.3 libdbus-1-3
    want_library libfontconfig.so.1 libfontconfig1
    want_library libfreetype.so.6 libfreetype6
    want_library libxkbcommon.so.0 libxkbcommon0
    want_library libxkbcommon-x11.so.0 libxkbcommon-x11-0
    want_library libX11-xcb.so.1 libx11-xcb1
    want_library libxcb-cursor.so.0 libxcb-cursor0
    want_library libxcb-icccm.so.4 libxcb-icccm4
    want_library libxcb-image.so.0 libxcb-image0
    want_library libxcb-keysyms.so.1 libxcb-keysyms1
    want_library libxcb-randr.so.0 libxcb-randr0
    want_library libxcb-render-util.so.0 libxcb-render-util0
    want_library libxcb-shape.so.0 libxcb-shape0
    want_library libxcb-shm.so.0 libxcb-shm0
    want_library libxcb-sync.so.1 libxcb-sync1
    want_library libxcb-xfixes.so.0 libxcb-xfixes0
    want_library libxcb-xkb.so.1 libxcb-xkb1
    # A window without a single font shows boxes for letters.
    [ -d /usr/share/fonts/truetype ] || [ -d /usr/share/fonts/opentype ] || missing="$missing fonts-dejavu-core"
    need "Qt's libraries"
fi

# --- Python ----------------------------------------------------------------------------------------------------------

python=''
for candidate in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || { say "Desktop Chat needs Python 3.11 or newer, and none was found."; exit 1; }

if [ ! -x $venv/bin/pip ]; then
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        missing=" $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        need "to make a virtual environment"
    fi
    say "Making the environment in $venv"
    rm -rf $venv
    "$python" -m venv $venv
fi

install() { # lock-file [environment]
    into=${2:-$venv}
    stamp=$into/.$(basename "$1").installed
    if ! cmp -s "$1" "$stamp"; then
        say "Installing what $1 names into $into"
        "$into/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1" &&
            cp "$1" "$stamp"
    fi
}

other_pythons() { # a line for each further Python from 3.11 on: version and program
    # pyenv keeps its interpreters where no PATH leads.
    root=$(command -v pyenv >/dev/null 2>&1 && pyenv root || echo "$HOME/.pyenv")
    for candidate in python3 python3.11 python3.12 python3.13 python3.14 python3.15 "$root"/versions/*/bin/python; do
        "$candidate" -c '
import sys, sysconfig
if sys.version_info >= (3, 11) and sys.implementation.name == "cpython" and sys.version_info.releaselevel == "final":
    import ensurepip, venv
    threads = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    print("%d.%d%s" % (*sys.version_info[:2], threads), sys.executable)
' 2>/dev/null || true
    done | sort -u -k1,1 | grep -v "^$($venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])') " || true
}

each_python() { # lock-file: an environment for each further Python; failures are reported and skipped
    other_pythons | while read -r version program; do
        into=build/pythons/$version
        if [ ! -x "$into/bin/pip" ]; then
            rm -rf "$into"
            mkdir -p build/pythons
            "$program" -m venv "$into" || { say "No environment for Python $version: $program cannot make one."; rm -rf "$into"; continue; }
        fi
        install "$1" "$into" </dev/null || { say "No environment for Python $version: not every package is there."; rm -rf "$into"; }
    done
}

translations() { # every .ts that is newer than its .qm
    for source in resources/translations/*.ts; do
        [ -e "$source" ] || continue
        compiled=${source%.ts}.qm
        if [ ! -e "$compiled" ] || [ -n "$(find "$source" -newer "$compiled")" ]; then
            # a program that runs has the old file mapped into its memory: it is replaced, not written over
            $venv/bin/pyside6-lrelease -silent "$source" -qm "$compiled.new"
            mv -f "$compiled.new" "$compiled"
        fi
    done
}

case $kind in
run)
    # The larger lock file includes this one.
    [ -e $venv/.requirements-dev.lock.installed ] || install packaging/requirements.lock
    ;;
fuzz)
    install packaging/requirements-dev.lock
    install packaging/requirements-fuzz.lock || say "atheris is not available for this Python; continuing without it."
    ;;
dev | bench | clients | pythons)
    install packaging/requirements-dev.lock
    case $kind in
    dev) each_python packaging/requirements.lock ;;
    pythons) each_python packaging/requirements-dev.lock ;;
    esac
    if [ "$(uname -s)" = Linux ]; then
        want_program Xvfb xvfb
        want_program xdotool xdotool
        want_program openbox openbox
        [ -e /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf ] || missing="$missing fonts-noto-color-emoji"
        want_program objdump binutils
        # The bundle contains libpython, which is a package of its own on Debian.
        shared=$("$python" -c 'import sysconfig as s; print((s.get_config_var("Py_ENABLE_SHARED") or "") and s.get_config_var("INSTSONAME"))')
        [ -z "$shared" ] || [ -e "$("$python" -c 'import sysconfig as s; print(s.get_config_var("LIBDIR"))')/$shared" ] ||
            want_library "$shared" "$(echo "$shared" | sed 's/\.so.*//')"
        want_program strace strace
        PATH=$PATH:/usr/sbin:/sbin want_program ip iproute2
        PATH=$PATH:/usr/sbin:/sbin want_program nft nftables
        want_program faketime faketime
        want_program irssi irssi
        want_program weechat-headless "weechat-headless weechat-plugins"
        if [ "$kind" = clients ]; then
            want_program hexchat hexchat
            want_program supybot limnoria
            want_program chromium chromium
            PATH=$PATH:/usr/sbin want_program ngircd ngircd
            PATH=$PATH:/usr/sbin want_program inspircd inspircd
            want_program znc znc
        fi
        if [ "$kind" = bench ]; then
            PATH=$PATH:/usr/sbin want_program ngircd ngircd
            PATH=$PATH:/usr/sbin want_program inspircd inspircd
            want_program hexchat hexchat
            want_program quassel quassel
        fi
        if [ "$kind" = clients ]; then need "foreign clients and a display to test with"; else like; fi
    fi
    ;;
*)
    say "packaging/setup.sh: run, dev, bench, fuzz, clients or pythons"
    exit 2
    ;;
esac
translations
