# Functions shared by the scripts of this folder (sourced, never run). Every process that they start leads a process
# group of its own and is written to a pidfile as "PID START BOOT", START being the kernel's start time of that process
# and BOOT the running system's id: a pid that was reused, or that outlived a reboot in a file, is not taken for ours.

stack=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$stack/../.." && pwd)
OUT=${OUT:-out}
case $OUT in /*) ;; *) OUT=$top/$OUT ;; esac
# Make's job slots are not ours to hand to servers.
unset MAKEFLAGS MFLAGS MAKELEVEL

die() {
    echo "${0##*/}: $*" >&2
    exit 1
}

# An instance is named by a plain word (then it lives in out/WORD) or by the path of its directory.
instance_dir() {
    case $1 in
    */*) mkdir -p "$1" && (cd "$1" && pwd) ;;
    *) mkdir -p "$OUT/$1" && echo "$OUT/$1" ;;
    esac
}

start_time() { # pid
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
}

boot_id() {
    cat /proc/sys/kernel/random/boot_id
}

alive() { # pidfile
    local pid start boot
    [ -f "$1" ] && read -r pid start boot <"$1" && [ -n "$pid" ] && [ "$(start_time "$pid")" = "$start" ] &&
        [ "$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -c1)" != Z ]
}

spawn() { # pidfile logfile command...
    local pidfile=$1 log=$2
    shift 2
    mkdir -p "$(dirname "$pidfile")" "$(dirname "$log")"
    # No descriptor of ours goes along: whoever reads our output must see it end when we do.
    setsid "$@" </dev/null >>"$log" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
    local pid=$!
    echo "$pid $(start_time "$pid") $(boot_id)" >"$pidfile"
}

wait_gone() { # seconds test...
    local i tries=$(($1 * 20))
    shift
    for ((i = 0; i < tries; i++)); do
        "$@" || return 0
        sleep 0.05
    done
    return 1
}

# Whether a leader that was killed left members of its group behind (a pid is not given again while its group lives;
# zombies, which wait for somebody to read their status, do not count).
orphans() { # pidfile
    local pid start boot
    [ -f "$1" ] && read -r pid start boot <"$1" && [ "$boot" = "$(boot_id)" ] || return 1
    if [ -e "/proc/$pid" ] && [ "$(start_time "$pid")" != "$start" ]; then return 1; fi
    cat /proc/[0-9]*/stat 2>/dev/null | sed 's/.*) //' |
        awk -v group="$pid" '$3 == group && $1 != "Z" { found = 1 } END { exit !found }'
}

# Asks the process to end, waits, then insists. SIGNAL is what the program takes as an orderly stop.
stop_pid() { # pidfile [signal] [seconds]
    local pidfile=$1 signal=${2:-TERM} seconds=${3:-20} pid start boot
    if alive "$pidfile"; then
        read -r pid start boot <"$pidfile"
        kill -s "$signal" "$pid" 2>/dev/null || true
        if ! wait_gone "$seconds" alive "$pidfile"; then
            echo "${0##*/}: process $pid did not end, killed" >&2
            kill -s KILL -- "-$pid" 2>/dev/null || true
            wait_gone 5 alive "$pidfile" || true
        fi
    fi
    if orphans "$pidfile"; then
        read -r pid start boot <"$pidfile"
        kill -s TERM -- "-$pid" 2>/dev/null || true
        wait_gone 5 orphans "$pidfile" || kill -s KILL -- "-$pid" 2>/dev/null || true
        wait_gone 5 orphans "$pidfile" || true
    fi
    rm -f "$pidfile"
}

# Waits until the test succeeds, the process dies or the seconds are over.
wait_ready() { # seconds pidfile log test...
    local seconds=$1 pidfile=$2 log=$3 i
    shift 3
    for ((i = 0; i < seconds * 20; i++)); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        if ! alive "$pidfile"; then break; fi
        sleep 0.05
    done
    if "$@" >/dev/null 2>&1; then return 0; fi
    tail -n 20 "$log" >&2
    return 1
}

# Ports are asked of the kernel, all at once, so that one call never gives the same one twice.
free_ports() { # count
    "${PHP:-php8.2}" -n -r '
        for ($i = 0; $i < (int) $argv[1]; $i++) {
            $s[$i] = stream_socket_server("tcp://127.0.0.1:0");
            echo substr(strrchr(stream_socket_get_name($s[$i], false), ":"), 1), "\n";
        }' "$1"
}

port_open() { # port
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

random_word() { # bytes
    od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'
}

# The value of a key in a file of KEY=VALUE lines, empty when there is none.
env_get() { # file key
    if [ -f "$1" ]; then sed -n "s/^$2=//p" "$1" | tail -n 1; fi
}

# A unix socket's path holds 107 bytes: a deep checkout gets a short directory elsewhere.
socket_path() { # directory name
    if [ ${#1} -le 80 ]; then
        echo "$1/$2"
    else
        local short
        short=${TMPDIR:-/tmp}/elaska-$(id -u)-$(printf %s "$1" | md5sum | cut -c1-12)
        mkdir -p -m 700 "$short"
        echo "$short/$2"
    fi
}
