/*
 * journal.c - how large and how fast a journal of many cases is
 *
 *	journal CASES [FILE]
 *
 * Writes a campaign of CASES, in batches of 20, then opens it, loads what a
 * resumed run needs and reads the results. Prints the times, the bytes of a
 * case and the peak of memory after each step.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "file/journal_out.h"
#include "../unit/journal_util.h"

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long peak_kib(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

static double began;

static void tell(const char *what)
{
	printf("%-24s %8.3f s %8ld KiB peak\n", what, now_s() - began,
	       peak_kib());
	fflush(stdout);
	began = now_s();
}

static struct journal *open_or_die(const char *path, enum journal_mode mode)
{
	struct journal_why why;
	struct journal *j = journal_open(path, mode, &why);

	if (!j) {
		fprintf(stderr, "journal: %s\n", why.text);
		exit(1);
	}
	return j;
}

static void load(const char *path)
{
	struct journal *j = open_or_die(path, JOURNAL_CONTINUE);
	struct journal_load all = JOURNAL_LOAD_INIT;
	struct journal_plan plan = JOURNAL_PLAN_INIT;
	struct journal_cycle c;
	struct diag d = DIAG_INIT;

	tell("open for writing");
	if (!journal_cycle(j, SPAN(""), &c) ||
	    !journal_plan_load(j, c.cycle, &plan, &d) ||
	    !journal_load(j, c.cycle, true, &all)) {
		fprintf(stderr, "journal: %s\n", journal_failure(j));
		exit(1);
	}
	tell("plan and attempts");
	printf("%zu cases, %zu attempts\n", plan.rows.n, all.attempts.n);
	journal_plan_release(&plan);
	journal_load_release(&all);
	diag_release(&d);
	journal_close(j);
}

int main(int argc, char **argv)
{
	const char *path = argc > 2 ? argv[2] : "bench.journal";
	const uint64_t cases = argc > 1 ? strtoull(argv[1], NULL, 10) : 100000;
	struct results results = RESULTS_INIT;
	struct journal_want want = { .not_run = true };
	struct journal *j;

	if (argc < 3)
		unlink(path);
	began = now_s();
	if (access(path, F_OK) != 0) {
		j = open_or_die(path, JOURNAL_WRITE);
		if (!journal_util_fill(j, cases, 20)) {
			fprintf(stderr, "journal: %s\n", journal_failure(j));
			return 1;
		}
		tell("written");
		printf("%llu bytes a case\n", (unsigned long long)
		       (journal_size_bytes(j) / cases));
		journal_close(j);
		tell("closed");
	}
	load(path);
	tell("closed");
	j = open_or_die(path, JOURNAL_READ);
	tell("open for reading");
	if (!journal_results(j, &want, &results)) {
		fprintf(stderr, "journal: %s\n", journal_failure(j));
		return 1;
	}
	tell("results");
	printf("%zu rows\n", results.rows.n);
	results_release(&results);
	journal_close(j);
	return 0;
}
