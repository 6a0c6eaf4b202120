/*
 * srv-load - what service requests ask of the providers, and when
 *
 * Reads   groups of requests; base load, limits and nodes beside them.
 * Writes  the load by node and slot, as it is or smoothed.
 * Refuses groups that the catalogue of service requests does not allow.
 */
#include "engine/load_check.h"
#include "engine/load_explain.h"
#include "engine/load_forecast.h"
#include "engine/load_scenario.h"
#include "engine/load_tell.h"
#include "file/load_in.h"
#include "model/codes.h"
#include "tools/srvload_assign.h"
#include "tools/srvload_sheet.h"
#include "tools/srvload_view.h"

#define TOOL_OPTIONS "tools/srv-load.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "srv-load",
	.operands = "[GROUPS ...]",
	.purpose = "load of service requests by slot, and schedules that fit",
	.examples =
		"srv-load --limits limits.csv groups.csv\n"
		"srv-load --mp192 --smooth --base base.csv "
		"--limits limits.csv groups.csv\n",
	OWN_OPTIONS,
};

enum { CLOCK_UTC = 1, SLOT_S = 300, SMS_PER_WAKEUP = 2, BURST_MINUTES = 60,
       MONTHS = 12, MONTHS_MAX = 1200, FIRMWARE_PERCENT = 60,
       FIRMWARE_FROM = 12 * 60, FIRMWARE_TO = 22 * 60, MARGIN_BP = 2000 };

/* What is asked for; the load itself unless it says otherwise. */
enum view { PROFILE, SMOOTH, ASSIGN, EXPLAIN, COMPARE, CAPACITY, WEEKS,
	    FORECAST, THRESHOLDS };


struct work {
	struct frame *f;
	struct load_set set;
	struct load_day day;
	struct load_net net;
	enum view view;
};

static void read_one(struct work *w, load_reader *read, const char *role,
		     const char *path)
{
	struct rows_source source;
	bool system;

	read(&w->set, path, &w->f->limits, &w->f->diag, &source, &system);
	w->f->system_failed = w->f->system_failed || system;
	frame_source(w->f, role, &source, true);
}

static void read_all(struct work *w, char **paths, int n)
{
	if (n == 0)
		read_one(w, load_groups_read, "groups", "-");
	for (int i = 0; i < n; i++)
		read_one(w, load_groups_read, "groups", paths[i]);
	if (opts.base)
		read_one(w, load_base_read, "base", opts.base);
	if (opts.limits)
		read_one(w, load_limits_read, "limits", opts.limits);
	if (opts.nodes)
		read_one(w, load_nodes_read, "nodes", opts.nodes);
}

static void check(struct work *w)
{
	const struct load_rules rules = {
		.mp192 = opts.mp192,
		.mp192_code = opts.mp192_code ? opts.mp192_code : "E050113",
		.day = &w->day, .utc = opts.clock == CLOCK_UTC,
		.need_limits = w->view != FORECAST && w->view != THRESHOLDS,
	};

	load_check(&w->set, &rules, &w->f->diag);
}

static uint64_t **copy_loads(struct work *w)
{
	struct arena *a = &w->net.arena;
	uint64_t **copy = arena_zero(a, w->net.nodes.n, sizeof(*copy));

	for (uint32_t i = 0; i < w->net.nodes.n; i++) {
		const struct load_node *n = &w->net.nodes.v[i];
		const enum load_resource r = srvload_resource(n);

		copy[i] = arena_zero(a, w->day.slots, sizeof(**copy));
		for (uint32_t t = 0; t < w->day.slots; t++)
			copy[i][t] = n->base[r][t] + n->work[r][t];
	}
	return copy;
}

static int show(struct work *w, const struct srvload_view *v)
{
	const bool people = frame_kind(w->f) == TABLE_TEXT_TABLE &&
			    !common.columns;

	if (!frame_accepts(w->f))
		return w->f->status;
	srvload_view_members(frame_summary(w->f), v);
	return people ? srvload_view_people(w->f, v) :
			srvload_view_rows(w->f, v);
}

static int show_profile(struct work *w)
{
	const struct srvload_view v = { .net = &w->net };

	load_net_spread(&w->net);
	load_net_reckon(&w->net, LOAD_ALL_MODES);
	load_tell_over(&w->net, &w->f->diag);
	return show(w, &v);
}

static int assign(struct work *w, int status)
{
	const struct srvload_ask ask = {
		.devices = opts.assign, .previous = opts.previous,
		.pack = opts.pack, .status = status,
		.sms_per_wakeup = opts.sms_per_wakeup.given ?
				  opts.sms_per_wakeup.value : SMS_PER_WAKEUP,
	};

	return srvload_assign(w->f, &w->net, &w->set, &ask);
}

static int show_smooth(struct work *w)
{
	struct load_smooth plan;
	struct srvload_view v = { .net = &w->net, .plan = &plan };
	int status;

	load_net_spread(&w->net);
	load_net_reckon(&w->net, LOAD_ALL_MODES);
	v.before = copy_loads(w);
	load_net_reckon(&w->net, LOAD_ALL_MODES & ~LOAD_MODE(LOAD_SCHEDULED));
	load_tell_fixed(&w->net, &w->f->diag);
	load_smooth(&w->net, &plan);
	load_net_reckon(&w->net, LOAD_ALL_MODES);
	load_tell_plan(&w->net, &plan, &w->f->diag);
	v.status = plan.left_total ? PROG_NO : PROG_OK;
	status = opts.assign ? assign(w, v.status) : show(w, &v);
	load_smooth_release(&plan);
	return status;
}

/* ---- other views --------------------------------------------------------- */

static void read_system(struct work *w, const char *role,
			const struct rows_source *source, bool system)
{
	w->f->system_failed = w->f->system_failed || system;
	frame_source(w->f, role, source, true);
}

static void explain(struct work *w, struct load_sheet *sheet)
{
	struct load_published p = { 0 };
	struct rows_source source;
	bool system;

	if (opts.published) {
		load_published_read(&p, opts.published, &w->f->limits,
				    &w->f->diag, &source, &system);
		read_system(w, "published", &source, system);
	}
	load_explain(&w->net, &p, sheet, &w->f->diag);
}

static void weeks(struct work *w, struct load_sheet *sheet)
{
	struct load_migrated m = LOAD_MIGRATED_INIT;
	struct rows_source source;
	bool system;

	if (load_plan_read(&m, opts.plan, &w->f->limits, &w->f->diag,
			   &source, &system))
		load_weeks(&w->set, &w->day, opts.clock == CLOCK_UTC, &m,
			   sheet, &w->f->diag);
	read_system(w, "plan", &source, system);
	load_migrated_release(&m);
}

static uint64_t burst_s(void)
{
	return 60 * (opts.burst.given ? opts.burst.value : BURST_MINUTES);
}

static void compare(struct work *w, struct load_sheet *sheet)
{
	const struct load_compare_rules rules = {
		.burst_s = burst_s(),
		.firmware_bp = opts.firmware.given ? opts.firmware.value :
			       UINT64_C(100) * FIRMWARE_PERCENT,
		.firmware_from = FIRMWARE_FROM, .firmware_to = FIRMWARE_TO,
	};

	load_compare(&w->net, &rules, sheet);
}

static const struct table_format *format_of(enum view view)
{
	switch (view) {
	case ASSIGN:
		return &load_assign_format;
	case EXPLAIN:
		return &load_explain_format;
	case COMPARE:
		return &load_compare_format;
	case CAPACITY:
		return &load_capacity_format;
	case WEEKS:
		return &load_weeks_format;
	case FORECAST:
		return &load_forecast_format;
	case THRESHOLDS:
		return &load_thresholds_format;
	case PROFILE:
	case SMOOTH:
		break;
	}
	return &load_profile_format;
}

static int forecast(struct work *w, struct load_sheet *sheet)
{
	const int32_t newest = load_newest(&w->set);
	const int32_t from = frame_as_of(w->f, newest);

	if (from == DATE_NONE)
		return frame_usage(w->f, "--forecast: the groups hold no "
				   "date; say from when with --as-of");
	load_forecast(&w->set, from, opts.months.given ? opts.months.value :
		      MONTHS, sheet);
	return PROG_OK;
}

static int show_sheet(struct work *w)
{
	struct load_sheet sheet;
	int status = PROG_OK;

	load_sheet_init(&sheet, format_of(w->view));
	if (w->view == EXPLAIN)
		explain(w, &sheet);
	else if (w->view == COMPARE)
		compare(w, &sheet);
	else if (w->view == CAPACITY)
		load_capacity(&w->set, &w->day, opts.clock == CLOCK_UTC,
			      &sheet);
	else if (w->view == WEEKS)
		weeks(w, &sheet);
	else if (w->view == THRESHOLDS)
		load_thresholds(&w->net, opts.margin.given ?
				opts.margin.value : MARGIN_BP, burst_s(),
				&sheet, &w->f->diag);
	else
		status = forecast(w, &sheet);
	if (status == PROG_OK)
		status = srvload_sheet(w->f, &sheet, sheet.no ? PROG_NO :
				       PROG_OK);
	load_sheet_release(&sheet);
	return status;
}

static int run_on(struct work *w, char **paths, int n)
{
	int status;

	read_all(w, paths, n);
	if (w->f->diag.count[DIAG_ERROR] == 0)
		check(w);
	if (w->f->diag.count[DIAG_ERROR] || w->f->system_failed) {
		frame_accepts(w->f);
		return w->f->status;
	}
	load_net_init(&w->net, &w->set, &w->day, opts.clock == CLOCK_UTC);
	if (w->view == PROFILE)
		status = show_profile(w);
	else if (w->view == SMOOTH || w->view == ASSIGN)
		status = show_smooth(w);
	else
		status = show_sheet(w);
	load_net_release(&w->net);
	return status;
}

/* False: two views at once (said). */
static bool choose_view(const struct frame *f, enum view *view)
{
	const struct {
		bool asked;
		enum view view;
	} views[] = {
		{ opts.assign != NULL, ASSIGN }, { opts.explain, EXPLAIN },
		{ opts.compare, COMPARE }, { opts.capacity, CAPACITY },
		{ opts.plan != NULL, WEEKS }, { opts.forecast, FORECAST },
		{ opts.thresholds, THRESHOLDS },
	};

	*view = opts.smooth ? SMOOTH : PROFILE;
	for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
		if (!views[i].asked)
			continue;
		if (*view > SMOOTH) {
			frame_usage(f, "one of --assign, --explain, "
				    "--compare, --capacity, --plan, "
				    "--forecast and --thresholds at a time");
			return false;
		}
		*view = views[i].view;
	}
	return true;
}

/* PROG_OK, or wrong usage (said). */
static int check_usage(const struct frame *f, uint64_t slot_s)
{
	if (!opts.assign && (opts.previous || opts.pack))
		return frame_usage(f, "--previous and --pack are about the "
				   "devices of --assign");
	if (opts.published && !opts.explain)
		return frame_usage(f, "--published is about --explain");
	if (slot_s == 0 || slot_s % 60 || 3600 % slot_s)
		return frame_usage(f, "--slot: whole minutes that are a part "
				   "of an hour: 60, 120, 180, 240, 300, 360, "
				   "600, 720, 900, 1200, 1800 or 3600");
	if (opts.months.given && (opts.months.value == 0 ||
				  opts.months.value > MONTHS_MAX))
		return frame_usage(f, "--months: 1 to %d", MONTHS_MAX);
	if (opts.burst.given && (opts.burst.value == 0 ||
				 opts.burst.value > LOAD_DAY_MINUTES))
		return frame_usage(f, "--burst: 1 to 1440 minutes");
	if (opts.sms_per_wakeup.given && opts.sms_per_wakeup.value > 1000)
		return frame_usage(f, "--sms-per-wake-up: at most 1000");
	return PROG_OK;
}

static int run(struct frame *f, char **paths, int n)
{
	const uint64_t slot_s = opts.slot.given ? opts.slot.value : SLOT_S;
	struct work w = { .f = f, .set = LOAD_SET_INIT };
	int status = check_usage(f, slot_s);

	if (status != PROG_OK || !choose_view(f, &w.view))
		return PROG_USAGE;
	if (common.list_columns) {
		frame_listed(f, format_of(w.view));
		return PROG_OK;
	}
	load_day_init(&w.day, opts.date.given ? opts.date.day : DATE_NONE,
		      (uint32_t)slot_s);
	status = run_on(&w, paths, n);
	load_day_release(&w.day);
	load_set_release(&w.set);
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
