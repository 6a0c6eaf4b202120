/*
 * sit_defects.h - issues and the cases that hang on them
 *
 * For each issue how many of its cases fail now, how many pass, and how many
 * others are blocked by those that fail: by the plan, which says what comes
 * after what, over any number of steps; without a plan, those BLOCKED that
 * themselves name the issue. And what does not fit: an open issue of which
 * no case fails, a closed one of which one does, a failing case that no open
 * issue is about.
 *
 *	struct defects x;
 *
 *	sit_defects(&ask, &x);
 *	defects_release(&x);
 *
 * A case fails that has been run and is neither PASS nor SKIP nor BLOCKED.
 *
 * Source: section 13 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_SIT_DEFECTS_H
#define ENGINE_SIT_DEFECTS_H

#include "engine/issue_links.h"

enum defect_kind { DEFECT_ISSUE, DEFECT_NO_FAILING_CASE,
		   DEFECT_CLOSED_STILL_FAILING, DEFECT_CASE_WITHOUT_ISSUE,
		   DEFECT_CLOSED, DEFECT_KINDS };

const char *defect_kind_name(enum defect_kind k);

struct defects_ask {
	const struct outcomes *outcomes;
	const struct test_issues *issues;
	const struct issue_links *links;
	int32_t as_of;			/* day; DATE_NONE: not known */
};

struct defect {
	enum defect_kind kind;
	const struct test_issue *issue;		/* NULL: none */
	bool has_age;
	uint64_t age_days;
	uint64_t cases, failing, blocked, passed;
	struct span ppc_ids;
	const struct outcome_case *example;	/* NULL: none */
	const struct outcome *now;		/* of the example */
};

struct defects {
	struct arena arena;
	VEC(struct defect) v;		/* open ones by severity and age,
					   closed ones, cases */
	uint64_t open[SEVERITIES + 1];	/* by severity */
	uint64_t failing, blocked;	/* cases of the campaign */
};

void sit_defects(const struct defects_ask *ask, struct defects *x);
void defects_release(struct defects *x);

#endif
