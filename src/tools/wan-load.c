/*
 * wan-load - what services and scenarios ask of the radio network
 *
 * Reads   a table of services (the published one of 2010 if none is given),
 *	   and scenarios.
 * Writes  rates, volumes, means and peaks by service or by phase; or how long
 *	   firmware takes; or the arithmetic of it.
 * Refuses a table or scenario that does not hold together.
 */
#include "base/num.h"
#include "file/wan_in.h"
#include "file/wan_scenario_in.h"
#include "model/codes.h"
#include "tools/wan_view.h"

#define TOOL_OPTIONS "tools/wan-load.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "wan-load",
	.operands = "[SERVICES ...]",
	.purpose = "rates, volumes and peaks of the radio network",
	.examples =
		"wan-load\n"
		"wan-load --fit 9.6\n"
		"wan-load --scenario low.json --scenario high.json\n"
		"wan-load --firmware 500 --channels 100 --meters 1000000\n",
	OWN_OPTIONS,
};

struct work {
	struct frame *f;
	struct wan_services services;
	struct wan_ask ask;
	VEC(struct wan_reads_asked) reads;
	VEC(struct wan_scenario *) scenarios;
	VEC(struct wan_plan) plans;
	uint64_t channel_bps;
	struct arena arena;
};

/* ---- options ------------------------------------------------------------- */

static int parse_meters(struct work *w)
{
	struct wan_meters *m = &w->ask.meters;
	bool seen[WAN_FUELS] = { false };

	for (size_t i = 0; i < opts.meters.n; i++) {
		const char *text = opts.meters.v[i];
		struct span rest = span_of(text), fuel = SPAN_EMPTY;
		enum wan_fuel at = WAN_BOTH;
		uint64_t n;

		for (unsigned k = 0; k < WAN_BOTH; k++) {
			const struct span name =
				span_of(wan_fuel_name((enum wan_fuel)k));

			if (rest.n > name.n && rest.p[name.n] == '=' &&
			    span_eq_nocase(span_make(rest.p, name.n), name))
				at = (enum wan_fuel)k;
		}
		if (at != WAN_BOTH)
			span_cut(&rest, '=', &fuel);
		if (!num_parse(rest, &n) || n > UINT64_C(1000000000000))
			return frame_usage(w->f, "--meters: '%s' is not N, "
					   "electricity=N or gas=N", text);
		seen[at] = true;
		if (at == WAN_BOTH)
			m->all = n;
		else
			m->fuel[at] = n;
		m->given = true;
	}
	m->by_fuel = m->given && !seen[WAN_BOTH];
	if (m->given && !(seen[WAN_BOTH] ?
	    !seen[WAN_ELECTRICITY] && !seen[WAN_GAS] :
	    seen[WAN_ELECTRICITY] && seen[WAN_GAS]))
		return frame_usage(w->f, "--meters wants one number, or both "
				   "electricity=N and gas=N");
	return -1;
}

static int parse_reads(struct work *w)
{
	for (size_t i = 0; i < opts.reads.n; i++) {
		const struct span text = span_of(opts.reads.v[i]);
		struct wan_reads_asked asked;
		size_t at = text.n;

		while (at > 0 && text.p[at - 1] != '=')
			at--;
		if (at < 2 || !wan_reads_parse(span_from(text, at),
					       &asked.reads))
			return frame_usage(w->f, "--reads: '%s' is not "
					   "SERVICE=N, SERVICE=N/month or "
					   "SERVICE=N/year",
					   opts.reads.v[i]);
		asked.service = span_make(text.p, at - 1);
		vec_push(&w->reads, asked);
	}
	w->ask.reads = w->reads.v;
	w->ask.n_reads = w->reads.n;
	return -1;
}

static int parse_rest(struct work *w)
{
	bool equal;

	w->ask.window.text = SPAN_EMPTY;
	if (opts.window && !wan_window_parse(span_of(opts.window),
					     &w->ask.window, &equal))
		return frame_usage(w->f, equal ? "--window: '%s' ends when it "
				   "begins" : "--window: '%s' is not "
				   "HH:MM-HH:MM", opts.window);
	if (opts.fit && !wan_rate_parse(span_of(opts.fit), &w->ask.link_bps))
		return frame_usage(w->f, "--fit: '%s' is not a rate, such as "
				   "9.6, 9600bps or 1.5Mbps", opts.fit);
	if (opts.firmware && !wan_rate_parse(span_of(opts.firmware),
					     &w->channel_bps))
		return frame_usage(w->f, "--firmware: '%s' is not a rate, "
				   "such as 9.6, 9600bps or 1.5Mbps",
				   opts.firmware);
	return -1;
}

static int check_views(const struct frame *f)
{
	if (opts.scenario.n && (opts.fit || opts.firmware))
		return frame_usage(f, "--scenario, --fit and --firmware are "
				   "three views; give one");
	if (opts.fit && opts.firmware)
		return frame_usage(f, "--fit and --firmware are two views; "
				   "give one");
	if (opts.scenario.n && (opts.reads.n || opts.window))
		return frame_usage(f, "--reads and --window are for services; "
				   "a scenario has its own");
	if (!opts.firmware && (opts.image.given || opts.channels.given ||
			       opts.share.given))
		return frame_usage(f, "--image, --channels and --share go "
				   "with --firmware");
	if (opts.firmware && opts.reads.n)
		return frame_usage(f, "--reads says nothing of a round of "
				   "firmware, which is sent once");
	return -1;
}

static int check_firmware(const struct work *w)
{
	const struct frame *f = w->f;

	if (!opts.firmware)
		return -1;
	if (!w->ask.meters.given)
		return frame_usage(f, "--firmware wants --meters N");
	if (opts.channels.given && opts.channels.value == 0)
		return frame_usage(f, "--channels: 0 channels send nothing");
	if (opts.share.given && (opts.share.value == 0 ||
				 opts.share.value > 10000))
		return frame_usage(f, "--share is a percentage above 0, and "
				   "100 at most");
	if (opts.image.given && (opts.image.value == 0 ||
	    opts.image.value > UINT64_C(1000000000000)))
		return frame_usage(f, "--image: that is no size of an image");
	return -1;
}

static int parse_options(struct work *w)
{
	int status = parse_meters(w);

	if (status < 0)
		status = parse_reads(w);
	if (status < 0)
		status = parse_rest(w);
	if (status < 0)
		status = check_views(w->f);
	return status < 0 ? check_firmware(w) : status;
}

/* ---- what is read -------------------------------------------------------- */

/* A scenario may be what comes on standard input. */
static bool scenario_is_piped(void)
{
	for (size_t i = 0; i < opts.scenario.n; i++)
		if (span_eq(span_of(opts.scenario.v[i]), SPAN("-")))
			return true;
	return false;
}

static void read_all(struct work *w, char **paths, int n)
{
	static char *offered[] = { "-" };
	struct frame *f = w->f;
	struct rows_source source;
	bool system;

	if (n == 0 && !scenario_is_piped() && input_offered()) {
		paths = offered;
		n = 1;
	}
	for (int i = 0; i < n; i++) {
		wan_services_read(&w->services, paths[i], &f->limits,
				  &f->diag, &source, &system);
		f->system_failed = f->system_failed || system;
		frame_source(f, "services", &source, true);
	}
	if (n == 0)
		wan_services_published(&w->services);
	for (size_t i = 0; i < opts.scenario.n; i++) {
		struct wan_scenario *s = arena_zero(&w->arena, 1, sizeof(*s));

		*s = (struct wan_scenario)WAN_SCENARIO_INIT;
		vec_push(&w->scenarios, s);
		wan_scenario_read(s, opts.scenario.v[i], &f->limits,
				  &f->diag, &source, &system);
		f->system_failed = f->system_failed || system;
		frame_source(f, "scenario", &source, false);
	}
}

/* ---- the views ----------------------------------------------------------- */

static bool for_people(const struct work *w)
{
	return frame_kind(w->f) == TABLE_TEXT_TABLE && !common.columns;
}

static int show_facts(struct work *w, struct wan_facts *facts, int status)
{
	const int done = wan_view_facts(w->f, facts, status);

	wan_facts_release(facts);
	return done;
}

static int show_load(struct work *w)
{
	struct wan_facts facts = WAN_FACTS_INIT;
	struct wan_load load;
	int status;

	w->ask.compare_printed = !opts.fit;
	wan_load_make(&w->services, &w->ask, &load, &w->f->diag);
	status = load.unfit ? PROG_NO : PROG_OK;
	if (!frame_accepts(w->f)) {
		status = w->f->status;
	} else if (opts.explain) {
		wan_explain_load(&load, &w->ask, &facts);
		status = show_facts(w, &facts, status);
	} else if (for_people(w)) {
		status = wan_people_load(w->f, &w->services, &load, &w->ask,
					 status);
	} else {
		status = wan_view_load(w->f, &load, &w->ask, status);
	}
	wan_load_release(&load);
	return status;
}

static int show_plans(struct work *w)
{
	struct wan_facts facts = WAN_FACTS_INIT;

	for (size_t i = 0; i < w->scenarios.n; i++)
		wan_plan_make(w->scenarios.v[i], &w->services,
			      &w->ask.meters, vec_add(&w->plans),
			      &w->f->diag);
	if (!frame_accepts(w->f))
		return w->f->status;
	if (opts.explain) {
		for (size_t i = 0; i < w->plans.n; i++)
			wan_explain_plan(&w->plans.v[i], &facts);
		return show_facts(w, &facts, PROG_OK);
	}
	return for_people(w) ? wan_people_plans(w->f, w->plans.v, w->plans.n) :
			       wan_view_plans(w->f, w->plans.v, w->plans.n);
}

static int show_campaign(struct work *w)
{
	const struct wan_service image = {
		.section = SPAN("general"), .service = SPAN("Firmware image"),
		.bytes = opts.image.value + WAN_OVERHEAD_BYTES,
		.response_ms = 1,
	};
	struct wan_campaign c = {
		.service = opts.image.given ? &image :
			   wan_firmware_service(&w->services),
		.channels = opts.channels.given ? opts.channels.value : 1,
		.channel_bps = w->channel_bps, .window = w->ask.window,
		.share_hundredths = opts.share.given ? opts.share.value :
						       10000,
	};
	struct wan_facts facts = WAN_FACTS_INIT;
	struct diag *d = &w->f->diag;

	if (!c.service) {
		code_find(d, LOAD067, &(struct code_place){
			.file = w->services.file }, "there is not exactly one "
			"service whose name begins with 'firmware'; give "
			"--image BYTES");
	} else {
		c.meters = wan_meters_of(&w->ask.meters,
			wan_section_fuel(c.service->section));
		if (!wan_campaign_make(&c))
			code_find(d, LOAD058, &(struct code_place){
				.file = w->services.file }, "the round is "
				"too large to be exact");
	}
	if (!frame_accepts(w->f))
		return w->f->status;
	if (opts.explain) {
		wan_explain_campaign(&c, &facts);
		return show_facts(w, &facts, PROG_OK);
	}
	return for_people(w) ? wan_people_campaign(w->f, &c) :
			       wan_view_campaign(w->f, &c);
}

static int show(struct work *w)
{
	if (w->f->diag.count[DIAG_ERROR] || w->f->system_failed) {
		frame_accepts(w->f);
		return w->f->status;
	}
	if (opts.scenario.n)
		return show_plans(w);
	return opts.firmware ? show_campaign(w) : show_load(w);
}

static void work_release(struct work *w)
{
	for (size_t i = 0; i < w->plans.n; i++)
		wan_plan_release(&w->plans.v[i]);
	for (size_t i = 0; i < w->scenarios.n; i++)
		wan_scenario_release(w->scenarios.v[i]);
	vec_release(&w->plans);
	vec_release(&w->scenarios);
	vec_release(&w->reads);
	wan_services_release(&w->services);
	arena_release(&w->arena);
}

static int run(struct frame *f, char **paths, int n)
{
	struct work w = { .f = f, .services = WAN_SERVICES_INIT };
	int status;

	if (common.list_columns) {
		frame_listed(f, opts.explain ? &wan_explain_format :
			     opts.scenario.n ? &wan_scenario_format :
			     opts.firmware ? &wan_firmware_format :
					     &wan_service_format);
		return PROG_OK;
	}
	status = parse_options(&w);
	if (status < 0) {
		read_all(&w, paths, n);
		status = show(&w);
	}
	work_release(&w);
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
