/*
 * test_report.h - results in the shape that test servers read
 *
 * Suites of cases, each of which passed, failed, could not be tried, or was
 * left out. What a format cannot say of a case (how often it was tried) is a
 * property of its suite. Made by engine/sit_report.h, written by
 * file/junit_out.h and file/tap_out.h.
 *
 *	struct test_report r = TEST_REPORT_INIT;
 *	...
 *	test_report_release(&r);
 *
 * Spans belong to the arena, or to what the report was made from.
 */
#ifndef MODEL_TEST_REPORT_H
#define MODEL_TEST_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"

enum test_kind { TEST_PASSED, TEST_FAILED, TEST_ERROR, TEST_SKIPPED,
		 TEST_KINDS };

struct test_case {
	struct span id;			/* classname/name */
	struct span classname, name;
	enum test_kind kind;
	struct span type, message;	/* of what did not pass; a reason */
	bool has_ms;
	uint64_t ms;
	struct span first;		/* verdict of the first attempt; empty:
					   there was no other */
	uint64_t attempts;
	struct span code, evidence;	/* blank: none */
};

struct test_property {
	struct span name, value;
};

struct test_suite {
	struct span name, package;
	struct span timestamp;		/* seconds, without a zone */
	VEC(struct test_property) properties;
	size_t first, n;		/* its cases */
	uint64_t count[TEST_KINDS];
	uint64_t first_time;		/* passed in the first attempt */
	uint64_t ms;			/* of all of them */
};

struct test_report {
	struct arena arena;
	VEC(struct test_suite) suites;
	VEC(struct test_case) cases;	/* suite by suite */
	struct span summary;		/* a line */
};

#define TEST_REPORT_INIT { ARENA_INIT, VEC_INIT, VEC_INIT, { "", 0 } }

void test_report_release(struct test_report *r);

#endif
