/*
 * plan.h - who migrates when: the question, and an answer with its proof
 *
 * A plan moves classes of interchangeable installations through periods of
 * days. Everything in here is a whole number or a number in fixed point, for
 * a plan is checked without a solver and without rounding.
 *
 * The words
 *
 *	period      whole days, [start, end); they follow each other without a
 *	            gap. Numbered from 0.
 *	class       installations that nothing in the question tells apart
 *	node        a capacity: so many a period for the classes below it, in
 *	            one step (MIGRATE or FIRMWARE). Trees and crossing nodes
 *	            alike are lists of classes; the engine asks for no shape.
 *	attempt     what uses capacity. Attempt j of a class made in period t
 *	            succeeds with odds cell (j, t); what fails in expectation
 *	            comes back after the cool-down, for attempt j + 1.
 *	left        what is not migrated when the periods are over
 *
 * An attempt in period t with a cool-down of d days returns in the first
 * period that starts at least d days after the start of t. Firmware with a
 * lead of d days is ready by the same rule: d = 0 is the same period.
 *
 * What makes a plan feasible (engine/plan_check.h holds it to that)
 *
 *	1. attempts only in [first, last] of the class; firmware only from
 *	   fw_first on, for classes that need it
 *	2. first attempts of a class are at most its count
 *	3. first attempts up to t are at most the firmware ready by t
 *	4. attempts j + 1 up to t are at most floor(expected failures of
 *	   attempts j that have returned by t)
 *	5. no node is above its capacity in any period: the sum of attempts x
 *	   use (x meters, for a node in meters) is at most the capacity
 *	6. in the first `frozen` periods no class has more attempts of a kind
 *	   than the previous plan has
 *
 * The goals, each a number to be small, in this order
 *
 *	PLAN_LEFT     installations left, in expectation, plus
 *	              PLAN_MILESTONE_WEIGHT for each one that a milestone is
 *	              short of on its day: so milestones are met where they
 *	              can be, and a plan that cannot is still a plan
 *	PLAN_WAITING  weight x days from the first day of the plan to the first
 *	              day of the period that migrates; what is left waits to
 *	              the end of the last period. In expectation.
 *	PLAN_PEAK     most attempts a day (x use) over the periods
 *	PLAN_CHANGES  sum of |attempts - previous attempts| over classes,
 *	              periods, steps and attempts; second place with `replan`
 *
 * Numbers: plan_fixed is 128 bits, scaled by PLAN_ONE = 10^12, so that a
 * price (6 places) times odds (6 places) is exact. Odds are parts per
 * million.
 *
 * Ownership: problem and plan only point; both say below whose memory it is.
 *
 * Source: sections 6.1 to 6.4 of smets1-tools(7) on planning.
 */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"
#include "base/vec.h"

__extension__ typedef __int128 plan_fixed;

#define PLAN_ONE		((plan_fixed)1000000000000)
#define PLAN_PPM		1000000u
#define PLAN_NONE		UINT32_MAX	/* no node, no period */
#define PLAN_UNLIMITED		UINT64_MAX	/* of a capacity */
#define PLAN_MILESTONE_WEIGHT	1000u
#define PLAN_ATTEMPTS_MAX	16u

/* What the engine takes without overflow; the reader refuses beyond. */
#define PLAN_COUNT_MAX		((uint64_t)1 << 40)	/* class or cap */
#define PLAN_WEIGHT_MAX		10000u
#define PLAN_DAYS_MAX		36525			/* first to last day */

enum plan_step { PLAN_MIGRATE, PLAN_FIRMWARE, PLAN_STEPS };
enum plan_unit { PLAN_INSTALLATIONS, PLAN_METERS };
enum plan_goal { PLAN_LEFT, PLAN_WAITING, PLAN_PEAK, PLAN_CHANGES,
		 PLAN_GOALS };

/* Labels of a class, the columns of plan.csv in that order. */
enum plan_label { PLAN_CLASS, PLAN_SUPPLIER, PLAN_SMSO, PLAN_S1SP, PLAN_REGION,
		  PLAN_STATUS, PLAN_FUEL, PLAN_CUSTOMER, PLAN_PPC,
		  PLAN_LABELS };

struct plan_period {
	int32_t start, end;		/* days of base/date.h; end excluded */
};

/* Odds of the attempts that are left, shared by the classes they hold for.
 * Cell (j, t) is cell[j * periods + t]: attempt j from 0, made in period t. */
struct plan_odds_cell {
	uint32_t success_ppm;		/* 0 .. PLAN_PPM */
	uint32_t use_ppm;		/* capacity an attempt takes: PLAN_PPM,
					 * more where expected returns are
					 * charged to it (plan_fast_odds) */
	uint32_t cooldown_days;
};

struct plan_odds {
	uint32_t attempts;		/* left: 1 .. PLAN_ATTEMPTS_MAX */
	const struct plan_odds_cell *cell;
};

struct plan_class {
	struct span label[PLAN_LABELS];
	uint64_t count;			/* installations, to PLAN_COUNT_MAX */
	uint32_t meters;		/* of one installation, from 1 */
	uint32_t weight;		/* of waiting, to PLAN_WEIGHT_MAX; 0 is
					 * "may wait" */
	uint32_t first, last;		/* periods of migration, both included;
					 * first > last: there is none */
	bool firmware;			/* needs the firmware step */
	uint32_t fw_first;		/* first period of that step */
	uint32_t fw_lead_days;
	uint32_t attempts_made;		/* before the plan: attempt j prints
					 * as attempts_made + j + 1 */
	const struct plan_odds *odds;
};

struct plan_node {
	struct span name;
	struct span kind;		/* "dcc", "s1sp", ...: for words only */
	uint32_t parent;		/* for words only; PLAN_NONE */
	enum plan_step step;
	enum plan_unit unit;
	const uint64_t *capacity;	/* by period, whole; PLAN_UNLIMITED */
	const uint32_t *classes;	/* below it, ascending */
	size_t class_count;
};

struct plan_milestone {
	struct span name;
	uint32_t by;			/* last period that counts */
	uint64_t least;			/* installations, expected successes */
	const uint32_t *classes;	/* ascending */
	size_t class_count;
};

/* Attempts of a class in a period. Rows of a plan are unique, attempts > 0,
 * ordered by class, step (FIRMWARE first), attempt, period. */
struct plan_row {
	uint32_t class_index;
	uint32_t period;
	enum plan_step step;
	uint32_t attempt;		/* from 0, as in the odds */
	uint64_t attempts;
};

/* Everything is the caller's. Same problem, same plan: the order of classes
 * and nodes is part of it, so sort them before (bytewise by label). */
struct plan_problem {
	const struct plan_period *period;
	uint32_t periods;
	const struct plan_class *class_list;
	uint32_t classes;
	const struct plan_node *node;
	uint32_t nodes;
	const struct plan_milestone *milestone;
	uint32_t milestones;

	const struct plan_row *previous;	/* in these terms */
	size_t previous_rows;
	bool has_previous;		/* else there is no fourth goal */
	bool replan;			/* changes before waiting and peak */
	uint32_t frozen;		/* first periods held to the previous */

	uint32_t goals;			/* bit g: goal g is sought */
	uint64_t slack_ppm[PLAN_GOALS];	/* how far a goal may give way to the
					 * ones behind it: 0.5 % is 5000 */
};

#define PLAN_GOAL_BIT(g)	(1u << (g))

/* Prices: the proof. Row kinds as in prices.csv. */
enum plan_price_row { PLAN_ROW_CAPACITY, PLAN_ROW_MILESTONE, PLAN_ROW_PEAK,
		      PLAN_ROW_FREEZE, PLAN_PRICE_ROWS };

struct plan_price {
	enum plan_goal goal;		/* that it helps to prove */
	enum plan_price_row row;
	uint32_t at;			/* node; milestone; PLAN_NONE of a peak;
					 * the earlier goal of a freeze */
	uint32_t period;		/* capacity, peak; else PLAN_NONE */
	enum plan_step step;		/* of a capacity: the node's */
	int64_t micro;		/* millionths; a proof has none below 0 */
};

struct plan_goal_value {
	bool sought;			/* the plan was made for it */
	bool proved;			/* prices are given: bound, gap hold */
	plan_fixed value;		/* what the plan has; exact, a peak is
					 * rounded up in the last place */
	plan_fixed bound;		/* no plan has less, given the values of
					 * the goals before; rounded down */
	plan_fixed gap;			/* value - bound, not below 0 */
};

/* One thing that is short: a node full over adjacent periods, and how many
 * installations it alone keeps from migrating. */
struct plan_shortage {
	uint32_t node;
	uint32_t first, last;		/* periods, both included */
	uint64_t count;			/* installations, rounded up */
};

/* The least that would clear it, found by solving again. */
struct plan_remedy {
	bool found;			/* else no one node can */
	uint32_t node;
	uint32_t from;			/* first period with more */
	uint64_t per_day;		/* more, in the unit of the node */
};

/* An answer. Rows and the rest live in `arena` and the vectors. */
struct plan {
	struct arena arena;
	VEC(struct plan_row) rows;
	VEC(struct plan_price) prices;	/* by goal, row, at, period */
	VEC(struct plan_shortage) shortages;	/* greatest first */
	plan_fixed *left;		/* by class, expected */
	plan_fixed *never;		/* by class: of these, what no capacity
					 * would help: no window, attempts used
					 * up */
	plan_fixed left_total, never_total;
	uint64_t *milestone_short;	/* by milestone, rounded up; 0: met */
	struct plan_goal_value goal[PLAN_GOALS];
	struct plan_remedy remedy;
};

void plan_init(struct plan *p);
void plan_release(struct plan *p);

const char *plan_step_name(enum plan_step s);		/* "MIGRATE" */
const char *plan_goal_name(enum plan_goal g);		/* "left" */
const char *plan_row_name(enum plan_price_row r);	/* "capacity" */

const struct plan_odds_cell *plan_odds_at(const struct plan_problem *p,
					  uint32_t class_index,
					  uint32_t attempt, uint32_t period);

/* The first period that starts at least days after the start of `period`;
 * p->periods if that is behind the last one. */
uint32_t plan_returns(const struct plan_problem *p, uint32_t period,
		      uint32_t days);

/* Days from the first day of the plan to the start of a period; of
 * p->periods: to the end of the last. */
uint32_t plan_delay(const struct plan_problem *p, uint32_t period);

/* Expected successes of a row, in millionths of an installation. */
uint64_t plan_done_ppm(const struct plan_problem *p,
		       const struct plan_row *row);

/* One attempt that stands for all: it succeeds as often as they all do, and
 * uses the capacity of the returns to be expected, in its own period. The
 * success is rounded down, the use up. The cells live in the arena. */
struct plan_odds plan_fast_odds(const struct plan_odds *odds,
				uint32_t periods, struct arena *a);

#define PLAN_FIXED_TEXT	64

/* "2311902118.25": `places` digits at most 12, rounded half up (bounds: down,
 * gaps: up are the callers' affair), trailing zeros kept. */
const char *plan_fixed_text(plan_fixed v, unsigned places,
			    char text[PLAN_FIXED_TEXT]);

#endif
