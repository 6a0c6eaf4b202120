/*
 * criteria.h - exit criteria and testing issues, as they are handed in
 *
 * A criterion names a measure, the sample that it is taken of, and one
 * threshold: a percentage that has to be reached, or a count that must not
 * be exceeded. Nothing has a default: an exit decision needs numbers that
 * somebody has set.
 *
 * A filter is terms joined by semicolons, all of which must hold. A term is
 * a column of sit-results(5), = or !=, and values joined by |, in any letter
 * case, with * for any characters:
 *
 *	phase=SIT;srv=4.*|5.1;installation_type!=DORMANT
 *
 * Only columns that say what a case is, or in which cycle and on which
 * firmware it ran, can be asked for: by its verdict a failure cannot be
 * filtered away.
 *
 *	struct criteria c = CRITERIA_INIT;
 *	...				(file/criteria_in.h)
 *	filter_has(&c.v.v[0].filter, RESULT_PHASE, SPAN("SIT"))
 *	criteria_release(&c);
 *
 * Strings belong to the arena.
 *
 * Source: section 10.6 of the notes on testing in smets1-tools(7).
 */
#ifndef MODEL_CRITERIA_H
#define MODEL_CRITERIA_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/table.h"
#include "base/vec.h"
#include "model/result.h"

#define COL(id, name, type, values, flags, help) CRITERIA_COL_##id,
enum criteria_column {
#include "model/criteria.cols.h"
	CRITERIA_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) ISSUES_COL_##id,
enum issues_column {
#include "model/issues.cols.h"
	ISSUES_COLUMNS
};
#undef COL
extern const struct table_format criteria_format;	/* sit-criteria/1 */
extern const struct table_format issues_format;		/* sit-issues/1 */

/* In the order in which the column lists them. */
enum measure { MEASURE_EXECUTED, MEASURE_PASSED, MEASURE_FIRST_TIME,
	       MEASURE_IN_TRT, MEASURE_MANDATORY, MEASURE_OPEN_ISSUES,
	       MEASURE_FINAL_FW, MEASURE_REGRESSION_DONE, MEASURES };

struct filter_term {
	enum result_column column;
	bool is_not;
	struct span values;		/* joined by | */
};

struct filter {
	const struct filter_term *v;
	size_t n;
};

#define CRITERION_PLACES	4	/* decimals of a percentage */
#define CRITERION_SCALE		10000	/* 10^CRITERION_PLACES */
#define SEVERITIES		5

struct exit_criterion {
	uint64_t line;
	struct span name;
	bool overall;			/* else of each combination */
	struct filter filter;
	enum measure measure;
	unsigned severities;		/* a set: 1 << severity */
	bool has_percent;		/* else a count */
	uint64_t percent;		/* times CRITERION_SCALE */
	uint64_t count;
	struct span threshold;		/* as it was written */
};

struct criteria {
	struct arena arena;
	VEC(struct exit_criterion) v;
};

enum issue_status { ISSUE_OPEN, ISSUE_PLANNED, ISSUE_CLOSED };

struct test_issue {
	uint64_t line;
	struct span id;
	unsigned severity;		/* 1 to 5 */
	enum issue_status status;
	int32_t opened, closed;		/* days; DATE_NONE: not said */
	struct span case_ids;		/* joined by ; */
};

struct test_issues {
	struct arena arena;
	VEC(struct test_issue) v;
};

#define CRITERIA_INIT		{ ARENA_INIT, VEC_INIT }
#define TEST_ISSUES_INIT	{ ARENA_INIT, VEC_INIT }

const char *measure_name(enum measure m);		/* "FIRST_TIME" */
const char *issue_status_name(enum issue_status s);	/* "PLANNED" */

/* The terms live in the arena. False: *why says what is wrong. */
bool filter_parse(struct span text, struct arena *a, struct filter *f,
		  struct buf *why);
/* Does every term on that column hold for the cell? */
bool filter_has(const struct filter *f, enum result_column column,
		struct span cell);
/* "1", "1-2", "1|3" as a set; false: it is none. */
bool severities_parse(struct span text, unsigned *set);

void criteria_release(struct criteria *c);
void test_issues_release(struct test_issues *t);

#endif
