/*
 * outcome.h - results of a campaign, case by case
 *
 * Every view of a campaign is read out of this: one outcome for each cycle
 * and case (attempts are folded: the last one decides, the first one is
 * remembered), and for each case its outcomes, oldest cycle first. A plan
 * brings in the cases that have not been run.
 *
 *	struct outcomes o;
 *
 *	outcomes_make(&o, &(struct outcomes_ask){ .results = &results,
 *		.plan = &cases, .file = "results.csv" }, &diag);
 *	for (size_t i = 0; i < o.cases.n; i++)
 *		newest = outcome_newest(&o, &o.cases.v[i]);
 *	outcomes_release(&o);
 *
 * The newest cycle is that of the newest result; of cycles that are equally
 * new, the one whose name sorts last; or, if the results come in the order of
 * their cycles (a journal's), the one that comes last. A case that was left
 * out (SKIP) or not reached by the run in a newer cycle keeps the outcome that
 * it had.
 *
 * First time means: PASS in the first attempt of the oldest cycle that ran
 * the case. A repetition in a later cycle does not make it so.
 *
 * Cases stand in the order of the plan, those that it does not have behind
 * them in the order of the results. A case without a combination has an
 * empty ppc_id. Spans point into results and plan, which must live longer.
 *
 * Source: sections 10.3, 10.4 and 12 of the notes on testing in
 * smets1-tools(7).
 */
#ifndef ENGINE_OUTCOME_H
#define ENGINE_OUTCOME_H

#include "base/diag.h"
#include "base/intern.h"
#include "engine/verdict.h"
#include "model/result.h"
#include "model/testcase.h"

/* Of a row that only says that the case is planned, verdict NO_VERDICT. */
#define OUTCOME_NOT_RUN	"not run"

struct outcome {
	const struct result_row *row;	/* of the last attempt */
	enum verdict_kind verdict;
	enum verdict_kind first;	/* VERDICTS: not known */
	enum verdict_timing timing;
	uint64_t attempts;
	uint64_t rows;			/* that were folded into it */
	uint32_t cycle, which;		/* numbers of cycle and case */
	bool ran;			/* false: planned, not run yet */
};

struct outcome_cycle {
	struct span name, kind, campaign;
	struct span newest;		/* sent_at; empty: not said */
	uint32_t order;			/* 0: the oldest */
};

struct outcome_case {
	struct span id, ppc_id, srv;
	const struct srv *known;	/* of the catalogue; NULL: unknown */
	const struct testcase *plan;	/* NULL: the plan does not have it */
	size_t first, n;		/* in by_case, oldest cycle first */
};

struct outcomes {
	struct arena arena;
	struct intern cycle_names, ids;
	VEC(struct outcome_cycle) cycles;	/* as they came */
	VEC(struct outcome) v;			/* as they came */
	VEC(struct outcome_case) cases;
	VEC(uint32_t) by_case;
	bool has_plan, in_order;
};

struct outcomes_ask {
	const struct results *results;
	const struct cases *plan;	/* NULL: none */
	struct span cycle;		/* only that one; empty: all */
	bool in_order;			/* cycles come oldest first */
	const char *file;		/* of the results, for findings */
};

/* False: findings say why; the outcomes are to be released either way. */
bool outcomes_make(struct outcomes *o, const struct outcomes_ask *ask,
		   struct diag *d);
void outcomes_release(struct outcomes *o);

const struct outcome *outcome_of(const struct outcomes *o,
				 const struct outcome_case *c, size_t i);
/* What is true of the case now, and what was first: of the outcomes that
 * ran, SKIP only where there is nothing else. NULL: it was not run. */
const struct outcome *outcome_newest(const struct outcomes *o,
				     const struct outcome_case *c);
const struct outcome *outcome_oldest(const struct outcomes *o,
				     const struct outcome_case *c);

/* A cell that says what the case is: by result, plan or id. */
struct span outcome_cell(const struct outcomes *o,
			 const struct outcome_case *c,
			 enum result_column column);

/* Cases by what is true of them now. */
struct outcome_rates {
	uint64_t cases, not_run;
	uint64_t verdict[VERDICTS];
	uint64_t tried;			/* run, and not left out */
	uint64_t first_time;		/* of these */
	uint64_t attempts;		/* of all cycles */
};

void outcome_rates_add(struct outcome_rates *r, const struct outcomes *o,
		       const struct outcome_case *c);
void outcome_rates(struct outcome_rates *r, const struct outcomes *o);

/* Is every outcome PASS or SKIP? */
bool outcomes_good(const struct outcomes *o);

/* Combinations by the number in their ids, those without one last; services
 * as the catalogue has them, then by name. <0, 0, >0. */
int outcome_compare_ppc(struct span a, struct span b);
int outcome_compare_srv(struct span a, struct span b);
int outcome_compare_services(const struct outcome_case *a,
			     const struct outcome_case *b);
/* By both, then by id. */
int outcome_compare_cases(const struct outcome_case *a,
			  const struct outcome_case *b);

#endif
