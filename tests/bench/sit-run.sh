#!/bin/sh
# sit-run.sh [CASES [CONNECTIONS [PAIRS]]] - what sit-run adds to a campaign:
# a campaign of CASES reads of 100 devices against sit-emu, beside
# sit-baseline.c, which makes the same exchange and the same commits and does
# nothing else. In turn, PAIRS times; then how long the journal takes to be
# read, its size, and the memory of sit-run on the way. BIN is where the
# programs are.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bin=${BIN:-$here/../../build/bin}
cases=${1:-100000}
connections=${2:-4}
pairs=${3:-1}
devices=100
user=90-B3-D5-1F-30-01-00-00
work=$(mktemp -d -p "${ROOM:-/var/tmp}")
pid=
trap '[ -z "$pid" ] || kill "$pid"; rm -rf "$work"' EXIT
cd "$work"

# shellcheck disable=SC2046 # words
${CC:-cc} -O2 -D_GNU_SOURCE -o baseline "$here/sit-baseline.c" \
	$(pkg-config --cflags --libs libcurl libmicrohttpd sqlite3)

awk -v n=$devices -v user=$user 'BEGIN {
	print "set,ppc_id,installation_type,device_type,device_id,smets,s1sp,import_supplier,network_operator,payment_mode"
	for (i = 0; i < n; i++)
		printf "SET-%d,DMC-1,ACTIVE,ESME,00-DB-12-34-56-%02X-%02X-A0,1,S1SP-1,%s,,PREPAYMENT\n",
			i, i / 256, i % 256, user
}' > devices.csv
awk -v n=$devices -v cases="$cases" -v user=$user 'BEGIN {
	print "phase,set,ppc_id,installation_type,device_type,srv,command_variant,mode,polarity,case,user,service,expect_ack,expect_code,expect_payload,trt_ms,mandatory,parameters"
	for (i = 0; i < cases; i++)
		printf "SIT,SET-%d,DMC-1,ACTIVE,ESME,4.3,1,ON_DEMAND,POSITIVE,c%d,%s,auto,I99,I0,ReadInstantaneousPrepayValuesRsp,30000,Y,\n",
			i % n, i / n, user
}' > cases.csv
cat > campaign.json <<END
{ "schema": "sit-campaign/1", "name": "bench",
  "cycle": { "name": "C1", "kind": "NORMAL" },
  "interfaces": [ { "name": "dcc", "applies_to": "all",
    "base_url": "http://127.0.0.1:1", "codec": "duis" } ],
  "receiver": { "listen": "127.0.0.1:0", "path": "/in" },
  "users": [ { "eui": "$user", "roles": ["IS"] } ],
  "acb_eui": "90-B3-D5-1F-30-00-00-02",
  "limits": { "tps": 0, "per_s1sp": 0, "connections": $connections } }
END
"$bin/sit-emu" -q --make-world --devices devices.csv -o world.json

play() {
	rm -f port admin
	"$bin/sit-emu" -q --port 0 --port-file port --admin-port 0 \
		--admin-port-file admin world.json &
	pid=$!
	while [ ! -s port ] || [ ! -s admin ]; do
		sleep 0.05
	done
}

stop() {
	kill "$pid"
	wait "$pid" || true
	pid=
}

# timed COMMAND...: its seconds of wall and processor; its memory on the way
# goes to rss, in kB
timed() {
	python3 -c '
import os, subprocess, sys, time
began = time.monotonic()
child = subprocess.Popen(sys.argv[1:])
with open("rss", "w") as rss:
    while os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG |
                    os.WNOWAIT) is None:
        with open("/proc/%d/status" % child.pid) as f:
            for line in f:
                if line.startswith("VmRSS:"):
                    print(line.split()[1], file=rss)
        time.sleep(0.1)
usage = os.wait4(child.pid, 0)[2]
print(time.monotonic() - began, usage.ru_utime + usage.ru_stime)
' "$@"
}

echo "$cases cases of $devices devices, $connections connections; load$(
	uptime | sed 's/.*load average//')"
n=0
while [ $n -lt "$pairs" ]; do
	n=$((n + 1))
	rm -f base.db* journal* rss
	play
	./baseline "$(cat port)" "$(cat admin)" base.db "$cases" $devices \
		"$connections" > base
	stop
	play
	timed "$bin/sit-run" -q --format csv -o results.csv \
		--campaign campaign.json --devices devices.csv \
		--journal journal --endpoint "http://127.0.0.1:$(cat port)" \
		--admin "http://127.0.0.1:$(cat admin)" --receiver-port 0 \
		cases.csv > took
	stop
	grep -c ',PASS,' results.csv | sed 's/$/ cases passed/'
	awk -v cases="$cases" 'FNR == NR { wall = $1; cpu = $2; n = $3; next }
		{ real = $1; used = $2 }
		END {
			printf "baseline: %.1f s, %.1f s of processor, %d commits: %.2f ms a case\n", wall, cpu, n, 1000 * wall / cases
			printf "sit-run:  %.1f s, %.1f s of processor: %.2f ms a case\n", real, used, 1000 * real / cases
			printf "sit-run / baseline: %.2f\n", real / wall
		}' base took
done
awk '{ v[NR] = $1 } END {
	printf "memory of sit-run in kB, from begin to end in fifths:"
	for (i = 1; i <= 5; i++)
		printf " %d", v[int((NR - 1) * i / 5) + 1]
	print ""
}' rss
for view in --results --matrix --attempts; do
	began=$(date +%s%N)
	"$bin/sit-run" -q $view --journal journal --format csv -o view.csv ||
		true
	echo "$view: $((($(date +%s%N) - began) / 1000000)) ms"
done
began=$(date +%s%N)
"$bin/sit-run" -q --resume --journal journal --format csv -o again.csv || true
echo "--resume of what is done: $((($(date +%s%N) - began) / 1000000)) ms"
cmp results.csv again.csv
echo "journal: $(($(stat -c %s journal) / cases)) bytes a case"
