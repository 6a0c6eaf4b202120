/* plan-estate - estates to plan, for other solvers and for the clock
 *
 *	plan-estate random SEED SHAPE FILE
 *	plan-estate large CLASSES PERIODS [firmware] [crossing] [attempts]
 *		[peak] [model=FILE] [files=DIRECTORY]
 *
 * random: a small estate (SHAPE as in tests/unit/plan_util.h), its programme
 * to FILE and the least cost to standard output.
 *
 * large: 7.2 million installations of 30 suppliers with 4 service providers:
 * six waves of eligibility, ramps, weeks of four days, windows that mostly end
 * with the plan. What the plan took and came to, one line a number. Times are
 * of the processor, so other work on the machine counts little. With files=,
 * it is written as migrate-plan reads it, and not planned. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "engine/lp.h"
#include "engine/plan_check.h"
#include "engine/plan_make.h"
#include "engine/plan_routes.h"
#include "file/lp_out.h"
#include "file/out.h"
#include "../unit/plan_util.h"

enum { SUPPLIERS = 30, PROVIDERS = 4, OPERATORS = 3, REGIONS = 14,
       INSTALLATIONS = 7200000, FIRST_MONDAY = 18631 /* 2021-01-04 */ };

struct wish {
	bool firmware, crossing, attempts, peak;
	const char *model, *files;
};

static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static int write_model(const struct plan_problem *p, const char *path)
{
	struct lp *lp = plan_programme(p);
	const struct linear l = lp_look(lp);
	struct out *o = out_open(path);
	struct buf why = BUF_INIT;
	bool good;

	lp_write(out_sink(o), &l, "plan");
	good = out_commit(o, &why);
	if (!good)
		fprintf(stderr, "plan-estate: %s\n", path);
	buf_release(&why);
	lp_free(lp);
	return good ? 0 : 4;
}

/* What large plans are made by has the same cost. */
static bool same_by_routes(const struct plan_problem *p, double cost)
{
	struct plan_grid g;
	struct plan_lp m;
	struct plan_duals d;
	struct plan_routes *w;
	bool same;

	plan_grid_init(&g, p);
	plan_lp_init(&m, &g);
	plan_lp_first(&m);
	plan_duals_init(&m, &d);
	w = plan_routes_new(&m, LP_PLAIN);
	same = plan_routes_solve(w, m.weight, 1, &d);
	cost -= m.weight * m.value[PLAN_LEFT] + m.value[PLAN_WAITING];
	same = same && cost < 1e-3 && cost > -1e-3;
	plan_routes_free(w);
	plan_lp_release(&m);
	plan_grid_release(&g);
	return same;
}

static int random_one(uint64_t seed, unsigned shape, const char *path)
{
	uint64_t draw = seed;
	const struct plan_toy_size size = {
		.classes = 2 + (uint32_t)toy_draw(&draw, 20),
		.periods = 2 + (uint32_t)toy_draw(&draw, 20),
		.suppliers = 3, .s1sps = 2, .most = 1000,
		.tightness = 0.5 + (double)toy_draw(&draw, 100) / 60,
	};
	struct plan_toy e;
	struct lp *lp;
	int status;

	toy_random(&e, seed, shape, &size);
	lp = plan_programme(&e.p);
	if (lp_solve(lp) != LP_OPTIMAL)
		return 1;
	if (!same_by_routes(&e.p, lp_objective(lp))) {
		fputs("plan-estate: routes cost something else\n", stderr);
		return 1;
	}
	printf("%.12g\n", lp_objective(lp));
	lp_free(lp);
	status = write_model(&e.p, path);
	toy_release(&e);
	return status;
}

/* ---- large -------------------------------------------------------------- */

struct sides {			/* of each class, by kind of node */
	uint32_t *of[5];
	uint32_t *success_ppm;		/* of one attempt */
};

static const uint32_t kinds[5] = { 1, PROVIDERS, OPERATORS, SUPPLIERS,
				   REGIONS };
static const char *const kind_names[5] = { "dcc", "s1sp", "smso", "supplier",
					   "region" };

static void large_class(struct plan_toy *e, uint32_t k, struct sides *s,
			const struct wish *wish)
{
	const uint32_t periods = e->p.periods;
	const uint32_t first = 8 * (uint32_t)toy_draw(&e->seed, 6) +
			       (uint32_t)toy_draw(&e->seed, 4);
	const uint32_t last = toy_draw(&e->seed, 5) ? periods - 1 :
		periods / 2 + (uint32_t)toy_draw(&e->seed, periods / 2);
	struct plan_class *c = toy_class(e, k, 1 + toy_draw(&e->seed,
		2 * INSTALLATIONS / e->p.classes), first % periods, last);

	c->weight = toy_draw(&e->seed, 5) ? 1 : 3;
	if (wish->firmware && toy_draw(&e->seed, 3)) {
		c->firmware = true;
		c->fw_first = c->first > 6 ? c->first - 6 : 0;
		c->fw_lead_days = 14;
	}
	s->success_ppm[k] = 900000 + 100 *
			    (uint32_t)toy_draw(&e->seed, 900);
	toy_odds(e, k, 5, s->success_ppm[k], 14);
	if (!wish->attempts)
		toy_fast(e, k);
	for (int kind = 0; kind < 5; kind++)
		s->of[kind][k] = (uint32_t)toy_draw(&e->seed, kinds[kind]);
	if (!wish->crossing)
		s->of[2][k] = s->of[1][k] % OPERATORS;
}

/* Enough by a third or so: ramps at first, short weeks, two of them a year. */
static void large_capacity(struct plan_toy *e, struct plan_node *node,
			   double share)
{
	const uint32_t periods = e->p.periods;
	double sum = 0;

	for (size_t i = 0; i < node->class_count; i++)
		sum += (double)e->p.class_list[node->classes[i]].count;
	for (uint32_t t = 0; t < periods; t++) {
		const uint64_t day = 10 * (uint64_t)(sum * share /
						     (50.0 * periods));
		const uint64_t days = t % 52 == 15 || t % 52 == 16 ? 2 : 5;

		toy_capacity(node, t, (t < 4 ? day / 10 : t < 10 ? day / 2 :
				       day) * days);
	}
}

static bool has_kind(const struct wish *wish, int step, int kind)
{
	return (kind != 4 || wish->crossing) &&
	       (!step || kind == 2 || kind == 4);
}

static void large_nodes(struct plan_toy *e, const struct sides *s,
			const struct wish *wish)
{
	static const double share[5] = { 1.3, 1.43, 1.56, 1.95, 1.82 };
	uint32_t n = 0;

	for (int step = 0; step <= (wish->firmware ? 1 : 0); step++) {
		for (int kind = 0; kind < 5; kind++) {
			for (uint32_t i = 0; has_kind(wish, step, kind) &&
			     i < kinds[kind]; i++) {
				struct plan_node *node = toy_node(e, n++,
					kind_names[kind], 0, 1, 0);

				node->step = (enum plan_step)step;
				for (uint32_t k = 0; k < e->p.classes; k++) {
					if (s->of[kind][k] == i)
						toy_node_class(node, k);
				}
				large_capacity(e, node,
					       share[kind] * (1 + 0.3 * step));
			}
		}
	}
	e->p.nodes = n;
}

/* ---- as files ----------------------------------------------------------- */

static FILE *file_of(const char *folder, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s.csv", folder, name);
	f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(4);
	}
	return f;
}

static const char *monday(const struct plan_toy *e, uint32_t t,
			  char text[DATE_TEXT])
{
	return date_text(FIRST_MONDAY +
			 (int32_t)plan_delay(&e->p, t), text);
}

static void write_classes(const struct plan_toy *e, const struct sides *s,
			  const char *folder)
{
	FILE *tally = file_of(folder, "tally");
	FILE *able = file_of(folder, "eligibility");
	FILE *success = file_of(folder, "success");
	char from[DATE_TEXT], to[DATE_TEXT], ready[DATE_TEXT];

	fputs("disposition,supplier,smso,region,esme_model,weight,"
	      "count_active,count_dormant,count_total\n", tally);
	fputs("esme_model,from,to,s1sp,fw_needed,fw_ready_from\n", able);
	fputs("match,attempt,success_percent,cooldown_days\n", success);
	for (uint32_t k = 0; k < e->p.classes; k++) {
		const struct plan_class *c = &e->p.class_list[k];

		fprintf(tally, "IN_SCOPE,SUP-%u,SMSO-%u,R-%u,M-%u,%u,%" PRIu64
			",0,%" PRIu64 "\n", s->of[3][k], s->of[2][k],
			s->of[4][k], k, c->weight, c->count, c->count);
		fprintf(able, "M-%u,%s,%s,S1SP-%u,%c,%s\n", k,
			monday(e, c->first, from),
			monday(e, c->last + 1, to), s->of[1][k],
			c->firmware ? 'Y' : 'N',
			c->firmware ? monday(e, c->fw_first, ready) : "");
		fprintf(success, "esme_model=M-%u,,%u.%02u,14\n", k,
			s->success_ppm[k] / 10000,
			s->success_ppm[k] / 100 % 100);
	}
	fclose(tally);
	fclose(able);
	fclose(success);
}

static const char *const matches[5] = { "", "s1sp=S1SP-", "smso=SMSO-",
					"supplier=SUP-", "region=R-" };

static void write_node(FILE *f, const struct plan_toy *e,
		       const struct plan_node *node, int kind, uint32_t i)
{
	static const uint32_t from[] = { 0, 4, 10 };
	const char *step = plan_step_name(node->step);
	char begin[DATE_TEXT], end[DATE_TEXT], match[32] = "";

	if (kind)
		snprintf(match, sizeof(match), "%s%u", matches[kind], i);
	for (unsigned r = 0; r < 3 && from[r] < e->p.periods; r++)
		fprintf(f, "%s-%u-%s,%s,%s,%s,%s,%s,%" PRIu64 "\n",
			kind_names[kind], i, step, kind_names[kind], step,
			match, monday(e, from[r], begin),
			r < 2 ? monday(e, from[r + 1], end) : "",
			node->capacity[from[r]] / 5);
}

/* No work at week-ends, nor from Monday to Wednesday of two weeks a year. */
static void write_calendar(const struct plan_toy *e, const char *folder)
{
	FILE *f = file_of(folder, "calendar");
	char day[DATE_TEXT];

	fputs("date,factor\n", f);
	for (uint32_t t = 0; t < e->p.periods; t++) {
		const bool rest = t % 52 == 15 || t % 52 == 16;

		for (int32_t d = 0; d < 7; d++) {
			if (d >= 5 || (rest && d < 3))
				fprintf(f, "%s,0\n", date_text(
					FIRST_MONDAY + d +
					(int32_t)plan_delay(&e->p, t), day));
		}
	}
	fclose(f);
}

static void write_files(const struct plan_toy *e, const struct sides *s,
			const struct wish *wish)
{
	FILE *f = file_of(wish->files, "capacity");
	uint32_t n = 0;

	fputs("node,kind,step,match,from,to,per_day\n", f);
	for (int step = 0; step <= (wish->firmware ? 1 : 0); step++) {
		for (int kind = 0; kind < 5; kind++) {
			for (uint32_t i = 0; has_kind(wish, step, kind) &&
			     i < kinds[kind]; i++)
				write_node(f, e, &e->p.node[n++], kind, i);
		}
	}
	fclose(f);
	f = file_of(wish->files, "policy");
	fputs("key,value\nfw_lead_days,14\n", f);
	fclose(f);
	write_classes(e, s, wish->files);
	write_calendar(e, wish->files);
}

/* ---- what came of it ---------------------------------------------------- */

static void say_goal(const struct plan *plan, enum plan_goal g)
{
	const struct plan_goal_value *v = &plan->goal[g];
	char value[PLAN_FIXED_TEXT], gap[PLAN_FIXED_TEXT];

	if (v->sought)
		printf("%s %s gap %s\n", plan_goal_name(g),
		       plan_fixed_text(v->value, 3, value),
		       plan_fixed_text(v->gap, 3, gap));
}

static int large(uint32_t classes, uint32_t periods, const struct wish *wish)
{
	struct plan_toy e;
	struct sides s;
	struct plan plan;
	struct plan_verdict v;
	double begin;
	int status = 0;

	toy_begin(&e, periods, classes, 200);
	e.seed = 20261122;
	for (int kind = 0; kind < 5; kind++)
		s.of[kind] = arena_zero(&e.arena, classes, sizeof(uint32_t));
	s.success_ppm = arena_zero(&e.arena, classes, sizeof(uint32_t));
	for (uint32_t k = 0; k < classes; k++)
		large_class(&e, k, &s, wish);
	large_nodes(&e, &s, wish);
	if (wish->peak)
		e.p.goals |= PLAN_GOAL_BIT(PLAN_PEAK);
	if (wish->files) {
		write_files(&e, &s, wish);
		toy_release(&e);
		return 0;
	}
	if (wish->model)
		status = write_model(&e.p, wish->model);
	begin = seconds();
	plan_make(&e.p, &plan);
	printf("make_s %.2f\n", seconds() - begin);
	begin = seconds();
	printf("accepted %d\n", plan_check(&e.p, &plan, NULL, NULL, &v));
	printf("check_s %.2f\n", seconds() - begin);
	printf("rows %zu\nprices %zu\nshortages %zu\n", plan.rows.n,
	       plan.prices.n, plan.shortages.n);
	for (int g = 0; g < PLAN_GOALS; g++)
		say_goal(&plan, (enum plan_goal)g);
	plan_release(&plan);
	toy_release(&e);
	return v.accepted ? status : 1;
}

int main(int argc, char **argv)
{
	struct wish wish = { .model = NULL };

	if (argc == 5 && !strcmp(argv[1], "random"))
		return random_one(strtoull(argv[2], NULL, 10),
				  (unsigned)strtoul(argv[3], NULL, 10),
				  argv[4]);
	if (argc < 4 || strcmp(argv[1], "large") != 0) {
		fputs("usage: plan-estate random SEED SHAPE FILE\n"
		      "       plan-estate large CLASSES PERIODS [firmware] "
		      "[crossing] [attempts] [peak] [model=FILE] "
		      "[files=DIRECTORY]\n", stderr);
		return 2;
	}
	for (int i = 4; i < argc; i++) {
		wish.firmware |= !strcmp(argv[i], "firmware");
		wish.crossing |= !strcmp(argv[i], "crossing");
		wish.attempts |= !strcmp(argv[i], "attempts");
		wish.peak |= !strcmp(argv[i], "peak");
		if (!strncmp(argv[i], "model=", 6))
			wish.model = argv[i] + 6;
		if (!strncmp(argv[i], "files=", 6))
			wish.files = argv[i] + 6;
	}
	return large((uint32_t)strtoul(argv[2], NULL, 10),
		     (uint32_t)strtoul(argv[3], NULL, 10), &wish);
}
