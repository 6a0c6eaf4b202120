#!/bin/sh
# A campaign against the emulator: what is planned passes, what was seen is
# kept, and each way to begin, to go on and to fail says what it is.
# shellcheck disable=SC2119 # functions with defaults
. "$(dirname "$0")/campaign.sh"

campaign '"limits": { "tps": 0, "connections": 8 }'
cast
cases
emu
run "$work/cases.csv"
same 0 "$status" 'every case of a whole campaign passes: status 0'
badly > "$work/badly"
quiet "$work/badly" 'none failed, is late, or has no verdict'
same "$(($(wc -l < "$work/cases.csv") - 1))" "$(column case_id | wc -l)" \
	'a result for each case'

# ---- how it begins and ends --------------------------------------------

cases --set smoke
n=$(($(wc -l < "$work/cases.csv") - 1))
rm -f "$work/run.journal"*

go --endpoint http://127.0.0.1:1 --campaign "$work/campaign.json" \
	--devices "$sit/devices.csv" "$work/cases.csv"
same 4 "$status" 'an endpoint that nobody serves: status 4'
grep -q 'nothing was sent' "$work/said"
result $? 'and nothing was sent'
same no "$(test -e "$work/run.journal" && echo yes || echo no)" \
	'and no journal is left of it'
: > "$work/empty.csv"
run "$work/empty.csv"
same 3 "$status" 'a table of cases without a header: status 3'
run -o "$work/none/results.csv" "$work/cases.csv"
same '4 no' "$status $(test -e "$work/run.journal" && echo yes || echo no)" \
	'results that could not be written: status 4, before anything is sent'
complain < "$work/said"
head -n 1 "$work/cases.csv" > "$work/head.csv"
run --cycle C0 "$work/head.csv"
same 0 "$status" 'a header without cases: status 0'
same 1 "$(wc -l < "$work/results.csv")" 'and no results'
sed '2s/,4\.[0-9.]*,\|,6\.[0-9.]*,/,9.9,/' "$work/cases.csv" > "$work/wrong.csv"
run "$work/wrong.csv"
same 3 "$status" 'a case that is wrong: status 3'
run --tps 60 --progress always --receiver-port-file "$work/in.port" \
	- < "$work/cases.csv"
same 0 "$status" 'after all of that the cycle begins, with cases from a pipe'
same "$n PASS" "$(verdicts)" 'and every case passes'
head -n 1 "$work/said" | grep -q "begins with $n cases; $n requests: 2 s at 60 a"
result $? 'it has said how many requests there are, and how long they take'
grep -q "$n planned, [0-9]* sent, [0-9]* waiting, [0-9]* passed, 0 failed, 0 late, [0-9.]*/s" \
	"$work/said"
result $? 'a line says how far it is'
grep -q '^[0-9][0-9]*$' "$work/in.port"
result $? 'and a file which port it receives on'
"$sit_run" --journal "$work/run.journal" --endpoint "$url" \
	--admin "${admin%/admin/v1}" --campaign "$work/campaign.json" \
	--devices "$sit/devices.csv" --cycle C2 "$work/cases.csv" \
	> /dev/full 2> "$work/said"
same 4 $? 'results that cannot be written: status 4'
go --resume
same 0 "$status" 'they are in the journal: --resume shows them'
same "$n PASS" "$(verdicts)" 'all of them'
run --cycle C3 --receiver-port "$port" "$work/cases.csv"
same 4 "$status" 'a port that is taken: status 4'
go --resume --journal "$work/no.journal"
same 4 "$status" 'a journal that there is not: status 4'
go --resume --journal "$work/cases.csv"
same 3 "$status" 'a file that is no journal: status 3'
go --endpoint http://192.0.2.1 --campaign "$work/campaign.json" \
	--devices "$sit/devices.csv" --cycle C3 "$work/cases.csv"
same 3 "$status" "an emulator's clock, and an endpoint elsewhere: status 3"
grep -q SIT070 "$work/said"
result $? 'which is SIT070'

# ---- on a terminal -----------------------------------------------------

# longest COLUMNS: of what a run shows on a terminal, the longest line
cat > "$work/longest.py" <<'END'
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(2, termios.TIOCSWINSZ,
                struct.pack("HHHH", 24, int(sys.argv[1]), 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
seen = b""
while True:
    try:
        seen += os.read(fd, 65536)
    except OSError:
        break
os.waitpid(pid, 0)
lines = seen.decode().split("\r\x1b[K")
lines = [line for line in lines if "planned" in line]
print(max(map(len, lines)))
print(lines[-1], file=sys.stderr)
END
for columns in 120 80 40; do
	longest=$(python3 "$work/longest.py" $columns "$sit_run" \
		--journal "$work/run.journal" --endpoint "$url" \
		--admin "${admin%/admin/v1}" --campaign "$work/campaign.json" \
		--devices "$sit/devices.csv" --cycle "T$columns" --tps 60 \
		-o "$work/results.csv" "$work/cases.csv" 2> "$work/said")
	[ "$longest" -gt $((columns / 2)) ] && [ "$longest" -lt $columns ]
	result $? "on $columns columns the line is one line: $longest"
	complain < "$work/said"
done
grep -q '^[0-9]* planned [0-9]* sent' "$work/said"
result $? 'where they are few its end gives way, not its beginning'

# ---- on its own port, with nobody but the reader to tell of it ---------

sed 's|"kind": "admin", "url": "http://127.0.0.1:1"|"kind": "system"|' \
	"$work/campaign.json" > "$work/system.json"
rm -f "$work/in.port"
"$sit_run" -q --journal "$work/other.journal" --endpoint "$url" \
	--campaign "$work/system.json" --devices "$sit/devices.csv" \
	--receiver-port 0 --receiver-port-file "$work/in.port" --tps 0 \
	"$work/cases.csv" > "$work/results.csv" 2> "$work/said" &
run_pid=$!
children="$children $run_pid"
wait_for "$work/in.port"
for user in 01 02 03; do
	ask -X PUT "$admin/users/90-B3-D5-1F-30-$user-00-00/receiver" -d \
		"{\"url\": \"http://127.0.0.1:$(cat "$work/in.port")/inbox\"}"
done
wait "$run_pid"
same 0 $? 'who reads the port has time to tell of it'
same "$n PASS" "$(verdicts)" 'and no result gets lost'
stop_emu
finish
