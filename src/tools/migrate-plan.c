/*
 * migrate-plan - who migrates when, proved best, with the bottleneck named
 *
 * Reads   an inventory or tally, and the planner's tables.
 * Writes  the plan, its proof, its reasons, its installations.
 * Refuses tables that do not hold together, and classes without a day.
 */
#include "base/num.h"
#include "cli/msg.h"
#include "engine/plan_make.h"
#include "model/codes.h"
#include "tools/plan_cancel.h"
#include "tools/plan_ids.h"
#include "tools/plan_more.h"
#include "tools/plan_verdict.h"

#define TOOL_OPTIONS "tools/migrate-plan.opts.h"
#include "tools/own_options.h"

enum { SLACK_MAX = 100 * 10000 };	/* 100 %, in millionths */

static const struct cli cli = {
	.tool = "migrate-plan",
	.operands = "[INVENTORY ... | TALLY]",
	.purpose = "plan who migrates when, proved best",
	.examples =
		"migrate-plan --capacity cap.csv --eligibility epcl.csv "
		"inventory.csv\n"
		"migrate-plan --capacity cap.csv --eligibility epcl.csv "
		"--policy policy.csv\n"
		"    --prices prices.csv --assign assign.csv -o plan.csv "
		"inventory.csv\n"
		"migrate-plan ... --why MPAN-0041 inventory.csv\n",
	OWN_OPTIONS,
};

static struct plan_paths paths(void)
{
	return (struct plan_paths){
		.table = {
			[PLAN_TABLE_ELIGIBILITY] = opts.eligibility,
			[PLAN_TABLE_CAPACITY] = opts.capacity,
			[PLAN_TABLE_CALENDAR] = opts.calendar,
			[PLAN_TABLE_SUCCESS] = opts.success,
			[PLAN_TABLE_MILESTONES] = opts.milestones,
			[PLAN_TABLE_EXCLUSIONS] = opts.exclusions,
			[PLAN_TABLE_UPGRADES] = opts.upgrades,
		},
		.ppcl = opts.ppcl, .schedules = opts.schedules,
		.policy = opts.policy.v, .policies = opts.policy.n,
		.load = { .policy = opts.rfi_policy,
			  .aliases = opts.aliases, .map = opts.map },
		.known_on = opts.known_on.given ? opts.known_on.day :
						  DATE_NONE,
		.weeks = opts.weeks.value,
		.daily = opts.period == 1,
		.needs_ids = opts.assign || opts.cancel,
		.asks_ids = opts.why != NULL,
		.lenient = opts.lenient,
		.has_unit = opts.unit != CLI_CHOICE_NONE,
		.attempts = opts.attempts == CLI_CHOICE_NONE ?
			PLAN_ATTEMPTS_AS_FITS : opts.attempts == 0 ?
			PLAN_ATTEMPTS_EACH : PLAN_ATTEMPTS_TOGETHER,
		.unit = opts.unit == 1 ? PLAN_METERS : PLAN_INSTALLATIONS,
	};
}

static struct plan_more more(const struct plan_paths *from)
{
	return (struct plan_more){
		.shares = opts.shares, .demand = opts.demand,
		.allocation = opts.allocation, .fair = opts.fair,
		.backtest = opts.backtest, .pace = opts.pace,
		.population = opts.population, .residue = opts.residue,
		.compare = &opts.compare, .monte_carlo = opts.monte_carlo,
		.seed = opts.seed, .completion = opts.completion,
		.emergency = opts.emergency, .paths = from,
	};
}

static int check_usage(const struct frame *f, char **files, int n)
{
	if (!opts.capacity || !opts.eligibility)
		return frame_usage(f, "a plan needs --capacity and "
				   "--eligibility");
	if (opts.weeks.given && (opts.weeks.value == 0 ||
				 opts.weeks.value > PLAN_WEEKS_MAX))
		return frame_usage(f, "--weeks: a plan has 1 to %u weeks",
				   PLAN_WEEKS_MAX);
	if (opts.weekly && opts.ramp_down)
		return frame_usage(f, "--weekly and --ramp-down each replace "
				   "the rows; give one of them");
	if (opts.assign && plan_ids_usage(f, "--assign", files, n) >= 0)
		return PROG_USAGE;
	if (opts.cancel && plan_ids_usage(f, "--cancel", files, n) >= 0)
		return PROG_USAGE;
	if (!opts.cancel != !opts.schedules)
		return frame_usage(f, "--cancel says which of --schedules are "
				   "to be cancelled; give both");
	if (opts.why && plan_ids_usage(f, "--why", files, n) >= 0)
		return PROG_USAGE;
	if ((opts.replan || opts.frozen.given) && !opts.previous)
		return frame_usage(f, "--replan and --frozen keep to a plan; "
				   "give --previous");
	return -1;
}

static const struct table_format *rows_format(void)
{
	return opts.weekly ? &plan_weekly_format :
	       opts.ramp_down ? &plan_ramp_format :
	       opts.check ? &plan_verdict_format :
	       opts.why ? &why_format : &plan_format;
}

static void find_reasons(const struct plan_view *v, struct arena *a,
			 plan_reasons *reasons)
{
	const struct plan_why w = { &v->s->question.problem, &v->s->classes,
				    v->plan, v->usage };

	for (uint32_t i = 0; i < v->s->classes.n; i++)
		plan_why_class(&w, i, a, reasons);
	plan_why_residue(&w, reasons);
}

/* Of a class by its name, else of an installation by its id. */
static int tell_why(const struct plan_view *v, const char *whom)
{
	const struct plan_why w = { &v->s->question.problem, &v->s->classes,
				    v->plan, v->usage };
	plan_reasons reasons = VEC_INIT;
	struct arena words = ARENA_INIT;
	bool found = false;
	int status;

	for (uint32_t i = 0; i < v->s->classes.n && !found; i++) {
		found = span_eq(v->s->classes.list[i].label[PLAN_CLASS],
				span_of(whom));
		if (found)
			plan_why_class(&w, i, &words, &reasons);
	}
	if (!found)
		found = plan_ids_why(v, whom, &words, &reasons);
	if (!found)
		msg_error("--why: '%s' is no class of the plan and no "
			  "installation of the inventory [%s]", whom,
			  code_table[PLAN036].name);
	status = v->s->f->system_failed ? PROG_SYSTEM : !found ? PROG_INPUT :
		 plan_view_reasons(v, &reasons);
	vec_release(&reasons);
	arena_release(&words);
	return status;
}

static int write_result(const struct plan_view *v, const struct plan_more *m)
{
	struct json *j = frame_summary(v->s->f);

	plan_view_totals(v, j, false);
	if (opts.prices && !plan_view_prices_file(v, opts.prices))
		return PROG_SYSTEM;
	if (opts.export_model && !plan_view_model_file(v, opts.export_model))
		return PROG_SYSTEM;
	if (opts.reasons && !plan_view_reasons_file(v, opts.reasons))
		return PROG_SYSTEM;
	if (opts.assign && !plan_ids_write(v, opts.assign))
		return PROG_SYSTEM;
	if (opts.cancel && !plan_cancel_write(v, opts.cancel))
		return PROG_SYSTEM;
	if (opts.allocation && !plan_shares_file(v, m))
		return PROG_SYSTEM;
	if (opts.completion && !plan_chances_file(v, opts.completion))
		return PROG_SYSTEM;
	if (opts.weekly)
		return plan_view_weekly(v);
	if (opts.ramp_down)
		return plan_view_ramp(v);
	return frame_kind(v->s->f) == TABLE_TEXT_TABLE && !common.columns ?
	       plan_view_people(v) : plan_view_rows(v);
}

static bool milestone_missed(const struct plan_session *s,
			     const struct plan *plan)
{
	for (uint32_t i = 0; i < s->question.problem.milestones; i++) {
		if (plan->milestone_short[i])
			return true;
	}
	return false;
}

/* Of those left behind, whom rounding alone may have left: one attempt that
 * stands for all takes a part of a unit too much, so whole attempts need not
 * fill a node that the programme fills. None if a price proves that somebody
 * must be left, and never more than the gap of goal 1. */
static uint64_t left_by_rounding(const struct plan_session *s,
				 const struct plan *plan,
				 const struct plan_usage *u)
{
	const struct plan_goal_value *v = &plan->goal[PLAN_LEFT];

	if (!s->question.together || !v->proved || u->behind_all == 0 ||
	    v->bound > plan->never_total ||
	    (v->gap + PLAN_ONE - 1) / PLAN_ONE < u->behind_all)
		return 0;
	return u->behind_all;
}

static bool falls_short(struct plan_session *s, const struct plan *plan,
			const struct plan_usage *u)
{
	const uint64_t rounded = left_by_rounding(s, plan, u);

	if (milestone_missed(s, plan))
		return true;
	if (rounded)
		msg_note("%llu left behind by whole attempts, no more than "
			 "the gap of goal 1: nothing proves that anybody must "
			 "be", (unsigned long long)rounded);
	return u->behind_all > rounded;
}

/* "waiting=0.5": which goal may give way, and how far. */
static bool read_slack(struct plan_problem *p, struct span text)
{
	struct span rest = text, name;
	uint64_t n;

	span_cut(&rest, '=', &name);
	for (unsigned g = 0; g < PLAN_GOALS; g++) {
		if (!span_eq_nocase(name, span_of(plan_goal_name(
				(enum plan_goal)g))))
			continue;
		if (!num_parse_decimal(rest, 4, &n) || n > SLACK_MAX)
			return false;
		p->slack_ppm[g] = n;
		return true;
	}
	return false;
}

static int set_goals(struct plan_session *s, struct plan *previous)
{
	struct plan_problem *p = &s->question.problem;

	for (size_t i = 0; i < opts.slack.n; i++) {
		if (!read_slack(p, span_of(opts.slack.v[i])))
			return frame_usage(s->f, "--slack: '%s' is not left, "
					   "waiting, peak or changes, '=' and "
					   "a percentage with at most four "
					   "decimals", opts.slack.v[i]);
	}
	if (opts.peak)
		p->goals |= PLAN_GOAL_BIT(PLAN_PEAK);
	plan_init(previous);
	if (!opts.previous || !plan_previous_read(s, opts.previous, previous))
		return -1;
	p->goals |= PLAN_GOAL_BIT(PLAN_CHANGES);
	p->replan = opts.replan;
	p->frozen = opts.frozen.value > p->periods ? p->periods :
		    (uint32_t)opts.frozen.value;
	return -1;
}

static int make_plan(struct plan_session *s, const struct plan_more *m)
{
	const struct plan_problem *p = &s->question.problem;
	plan_reasons reasons = VEC_INIT;
	struct arena words = ARENA_INIT;
	struct plan_usage usage;
	struct plan plan;
	struct plan_trials trials = { .trials = 0 };
	struct plan_view v = { s, &plan, &usage, &reasons, PROG_OK, NULL };
	int status;

	plan_make(p, &plan);
	plan_usage_make(p, &plan, &usage);
	if (falls_short(s, &plan, &usage))
		v.status = PROG_NO;
	if (plan.shortages.n)
		plan_remedy(p, &plan);
	find_reasons(&v, &words, &reasons);
	plan_chances_make(&v, m, &trials);
	status = opts.why ? tell_why(&v, opts.why) :
		 opts.emergency ? plan_emergency_run(&v, s->paths->also) :
				  write_result(&v, m);
	plan_trials_release(&trials);
	vec_release(&reasons);
	arena_release(&words);
	plan_usage_release(&usage);
	plan_release(&plan);
	return status;
}

static int run_plan(struct frame *f, const struct plan_more *m, char **files,
		    int n)
{
	struct plan previous = { .left_total = 0 };
	struct plan_session s;
	int status;

	status = plan_session_read(&s, f, m->paths, files, n);
	if (status < 0)
		plan_shares_fair(&s, m);
	if (status < 0)
		status = set_goals(&s, &previous);
	if (status < 0 && opts.check)
		status = plan_verdict_write(&s, opts.check, opts.prices,
					    opts.gap.v, opts.gap.n);
	if (status < 0)
		status = frame_accepts(f) ? make_plan(&s, m) : f->status;
	plan_release(&previous);
	plan_session_release(&s);
	return status;
}

static int run(struct frame *f, char **files, int n)
{
	struct plan_paths from = paths();
	const struct plan_more m = more(&from);
	struct arena words = ARENA_INIT;
	struct plan_match batch;
	int status;

	if (common.list_columns) {
		frame_listed(f, plan_more_format(&m) ? plan_more_format(&m) :
						       rows_format());
		return PROG_OK;
	}
	status = plan_alone(f, &m, files, n);
	if (status < 0)
		status = check_usage(f, files, n);
	if (status < 0 && opts.emergency) {
		from.also = &batch;
		from.also_n = 1;
		if (!plan_emergency_match(f, opts.emergency, &words, &batch))
			status = PROG_USAGE;
	}
	if (status < 0)
		status = run_plan(f, &m, files, n);
	arena_release(&words);
	return status;
}

int main(int argc, char **argv)
{
	struct frame f;
	int first, status = frame_start(&f, &cli, argc, argv, &first);

	if (status < 0)
		status = run(&f, argv + first, argc - first);
	return frame_end(&f, status);
}
