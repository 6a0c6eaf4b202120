/*
 * sit-run - test campaigns over DUIS
 *
 * Reads   a release, the devices under test, the settings of a campaign.
 * Writes  the test cases of the campaign; what is wrong with them; or what
 *         came of them when they were sent.
 * Refuses cases that cannot be told apart, sent, or judged.
 */
#include "model/sit_views.h"
#include "tools/sitrun_evidence.h"
#include "tools/sitrun_run.h"
#include "tools/sitrun_unmatched.h"
#include "tools/sitrun_views.h"

#define TOOL_OPTIONS "tools/sit-run.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "sit-run",
	.operands = "[FILE ...]",
	.purpose = "plan a test campaign, run it, and read its results",
	.examples =
		"sit-run --make-cases --ppcl ppcl.csv --devices devices.csv "
		"-o cases.csv\n"
		"sit-run --make-cases --campaign sit.json --devices "
		"devices.csv --set pairwise\n"
		"sit-run --lint --devices devices.csv cases.csv request.xml\n"
		"sit-run --campaign sit.json --devices devices.csv cases.csv\n"
		"sit-run --resume --journal FOC-SIT.journal\n"
		"sit-run --matrix --cases cases.csv results.csv\n"
		"sit-run --criteria criteria.csv --issues issues.csv "
		"--ppcl ppcl.csv \\\n"
		"    --cases cases.csv results.csv\n"
		"sit-run --journal sit.journal --export evidence\n"
		"sit-run --verify-evidence evidence\n",
	OWN_OPTIONS,
};

typedef VEC(struct span) spans;

/* "4.3,4.4.3"; -1: fine, else a status. */
static int parse_srvs(const struct frame *f, spans *srvs)
{
	struct span rest, part;

	if (!opts.srv)
		return -1;
	rest = span_of(opts.srv);
	while (span_cut(&rest, ',', &part)) {
		part = span_trim(part);
		if (!srv_find(part))
			return frame_usage(f, "--srv: '" SPAN_F "' is no "
				"service request variant, such as 4.4.3",
				SPAN_A(part));
		vec_push(srvs, part);
	}
	return srvs->n ? -1 : frame_usage(f, "--srv: names no service");
}

/* "DMC-4=2019-11-04" */
static int parse_entries(const struct frame *f, spans *ids, spans *days)
{
	for (size_t i = 0; i < opts.enter.n; i++) {
		struct span rest = span_of(opts.enter.v[i]), id;
		int64_t ms;

		if (!span_cut(&rest, '=', &id) || !id.n ||
		    !testcase_not_before(rest, &ms))
			return frame_usage(f, "--enter: '%s' is not "
				"PPC_ID=YYYY-MM-DD", opts.enter.v[i]);
		vec_push(ids, id);
		vec_push(days, rest);
	}
	return -1;
}

static int usage_make(const struct frame *f)
{
	const bool regression = opts.set == SITRUN_REGRESSION;

	if (opts.devices.n == 0)
		return frame_usage(f, "--make-cases needs the devices under "
				   "test; give --devices");
	if (!opts.ppcl && !opts.campaign)
		return frame_usage(f, "--make-cases needs a release; give "
				   "--ppcl, or a campaign that names one");
	if (regression && opts.voided.n == 0 && !opts.previous_release)
		return frame_usage(f, "--set regression needs what changed; "
				   "give --voided or --previous-release");
	if (!regression && (opts.voided.n || opts.previous_release))
		return frame_usage(f, "--voided and --previous-release say "
				   "what to run again; give --set regression");
	return -1;
}

/* What only makes sense where a cycle goes on, or where one begins. */
static int usage_again(const struct frame *f, int n)
{
	const bool again = opts.resume || opts.rerun != CLI_CHOICE_NONE;

	if (opts.resume && opts.rerun != CLI_CHOICE_NONE)
		return frame_usage(f, "--resume goes on with a cycle, --rerun "
				   "begins one; give one of them");
	if (opts.plan_changed && !opts.resume)
		return frame_usage(f, "--plan-changed goes with --resume");
	if (again && !opts.journal && !opts.campaign)
		return frame_usage(f, "which campaign? give --journal, or "
				   "--campaign");
	if (opts.rerun != CLI_CHOICE_NONE && n)
		return frame_usage(f, "--rerun takes its cases from the "
				   "journal");
	if (opts.voided.n && opts.rerun != SITRUN_RERUN_VOIDED)
		return frame_usage(f, "--voided says what to run again; give "
				   "--set regression, or --rerun voided");
	if (opts.rerun != CLI_CHOICE_NONE && !opts.cycle)
		return frame_usage(f, "--rerun begins a cycle; give it a name "
				   "with --cycle");
	return -1;
}

static int usage_run(const struct frame *f, int n)
{
	const bool again = opts.resume || opts.rerun != CLI_CHOICE_NONE;

	if (!again && !opts.campaign)
		return frame_usage(f, "what is to be done? give --make-cases, "
			"--lint, a --campaign to run, or a view such as "
			"--results");
	if (!again && opts.devices.n == 0)
		return frame_usage(f, "a run needs the devices under test; "
				   "give --devices");
	if (opts.receiver_port.given && opts.receiver_port.value > 65535)
		return frame_usage(f, "--receiver-port: a port is 0 to 65535");
	return usage_again(f, n);
}

/* ---- views ---- */

/* In the order of enum sitrun_view. */
static unsigned views(bool wanted[SITRUN_UIT_SETS + 1])
{
	unsigned n = 0;

	wanted[SITRUN_RESULTS] = opts.results;
	wanted[SITRUN_ATTEMPTS] = opts.attempts;
	wanted[SITRUN_MATRIX] = opts.matrix;
	wanted[SITRUN_CRITERIA] = opts.criteria != NULL;
	wanted[SITRUN_DEFECTS] = opts.defects;
	wanted[SITRUN_TRT] = opts.trt;
	wanted[SITRUN_CYCLES] = opts.cycles;
	wanted[SITRUN_COMPARE] = opts.compare;
	wanted[SITRUN_UIT_SETS] = opts.uit_sets;
	for (unsigned i = 0; i <= SITRUN_UIT_SETS; i++)
		n += wanted[i];
	return n;
}

static bool is_view(struct sitrun_views_ask *ask)
{
	bool wanted[SITRUN_UIT_SETS + 1];

	if (!views(wanted))
		return false;
	for (unsigned i = SITRUN_UIT_SETS + 1; i-- > 0;) {
		if (wanted[i])
			ask->view = (enum sitrun_view)i;
	}
	return true;
}

/* A journal, and nothing that would be done with it: its results. */
static bool only_journal(void)
{
	return opts.journal && !opts.campaign && !opts.resume &&
	       !opts.make_cases && !opts.lint &&
	       opts.rerun == CLI_CHOICE_NONE;
}

static int usage_operands(const struct frame *f,
			  const struct sitrun_views_ask *ask)
{
	const bool compare = ask->view == SITRUN_COMPARE;

	if (!ask->journal && compare && ask->file_count < 2)
		return frame_usage(f, "--compare needs two operands: files, "
				   "or cycles and then files");
	if (ask->journal && compare && ask->file_count != 2)
		return frame_usage(f, "--compare needs two cycles of the "
				   "journal");
	if (ask->journal && !compare && ask->file_count)
		return frame_usage(f, "results come from the journal; '%s' is "
				   "one operand too many", ask->files[0]);
	return -1;
}

static int usage_view(const struct frame *f,
		      const struct sitrun_views_ask *ask)
{
	bool wanted[SITRUN_UIT_SETS + 1];

	if (views(wanted) > 1 || opts.make_cases || opts.lint)
		return frame_usage(f, "one view at a time: --results, "
			"--attempts, --matrix, --criteria, --defects, --trt, "
			"--cycles, --compare, --uit-sets");
	if (ask->form != SITRUN_TABLE && ask->view != SITRUN_RESULTS)
		return frame_usage(f, "--format junit and tap show results; "
				   "give --results");
	if (ask->view == SITRUN_DEFECTS && !opts.issues)
		return frame_usage(f, "--defects needs the testing issues; "
				   "give --issues");
	if (ask->view == SITRUN_UIT_SETS && !opts.devices.n)
		return frame_usage(f, "--uit-sets needs the devices under "
				   "test; give --devices");
	return usage_operands(f, ask);
}

static void take_view(struct sitrun_views_ask *ask, char **paths, int n)
{
	ask->files = paths;
	ask->file_count = n;
	ask->journal = opts.journal;
	ask->cases = opts.cases;
	ask->criteria = opts.criteria;
	ask->issues = opts.issues;
	ask->ppcl = opts.ppcl;
	ask->cycle = opts.cycle;
	ask->facets = opts.facets;
}

/* The values of --format, in their order: those of every tool, then ours. */
static int take_format(const struct frame *f, enum sitrun_form *form)
{
	enum { JUNIT = 8, TAP };

	if (opts.format == JUNIT || opts.format == TAP)
		*form = opts.format == JUNIT ? SITRUN_JUNIT : SITRUN_TAP;
	else
		common.format = opts.format;
	return frame_format(f);
}

/* ---- what is asked for, and what would be left unheard ---- */

enum { MAKING = 1, LINTING = 2, RUNNING = 4, VIEWING = 8 };

static unsigned job_of(bool view)
{
	if (view || opts.unmatched)
		return VIEWING;
	return opts.make_cases ? MAKING : opts.lint ? LINTING : RUNNING;
}

/* An option that chooses, and that the job does not heed, is refused: who
 * gives it expects less, or something else, to be done. */
static int usage_heeded(const struct frame *f, unsigned job)
{
	const bool rerun = opts.rerun != CLI_CHOICE_NONE;
	const struct {
		const char *name, *with;
		bool given;
		unsigned jobs;
	} rules[] = {
		{ "--srv", "--make-cases", opts.srv != NULL, MAKING },
		{ "--phase", "--make-cases", opts.phase != CLI_CHOICE_NONE,
		  MAKING },
		{ "--set", "--make-cases", opts.set != CLI_CHOICE_NONE,
		  MAKING },
		{ "--enter", "--make-cases", opts.enter.n > 0, MAKING },
		{ "--previous-release", "--make-cases",
		  opts.previous_release != NULL, MAKING },
		{ "--resume", "a run, not with a view", opts.resume,
		  RUNNING },
		{ "--rerun", "a run, not with a view", rerun, RUNNING },
		{ "--facets", "--matrix", opts.facets && !opts.matrix, 0 },
		{ "--cases", "a view; the cases to run or to check are "
		  "operands", opts.cases != NULL, VIEWING },
		{ "--issues", "a view", opts.issues != NULL, VIEWING },
	};

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (rules[i].given && !(rules[i].jobs & job))
			return frame_usage(f, "%s goes with %s",
					   rules[i].name, rules[i].with);
	}
	return -1;
}

/* ---- */

static int usage(const struct frame *f, char **paths, int n)
{
	if (opts.make_cases && opts.lint)
		return frame_usage(f, "give one of --make-cases, --lint");
	if (opts.lint)
		return -1;
	if (!opts.make_cases)
		return usage_run(f, n);
	if (n)
		return frame_usage(f, "--make-cases reads no operand; '%s' "
				   "wants --ppcl or --devices", paths[0]);
	return usage_make(f);
}

struct words {			/* of the command line */
	spans srvs, ids, days;
};

static int make(struct sitrun *s, const struct words *w)
{
	const struct sitrun_plan plan = {
		.ppcl = opts.ppcl, .srvs = w->srvs.v, .srv_count = w->srvs.n,
		.phase = opts.phase == CLI_CHOICE_NONE ? CASE_SIT :
			 (enum case_phase)opts.phase,
		.set = opts.set == CLI_CHOICE_NONE ? SITRUN_ALL :
		       (enum sitrun_set)opts.set,
		.voided = opts.voided.v, .voided_count = opts.voided.n,
		.previous = opts.previous_release,
		.enter_ids = w->ids.v, .enter_days = w->days.v,
		.enter_count = w->ids.n,
	};

	return sitrun_make(s, &plan);
}

static int send(struct sitrun *s, enum sitrun_form form, char **paths, int n)
{
	const struct sitrun_run_ask ask = {
		.paths = paths, .path_count = n, .campaign = opts.campaign,
		.devices = opts.devices.v, .device_count = opts.devices.n,
		.ppcl = opts.ppcl, .journal = opts.journal,
		.cycle = opts.cycle, .resume = opts.resume,
		.plan_changed = opts.plan_changed,
		.rerun = opts.rerun == CLI_CHOICE_NONE ? SITRUN_RERUN_NONE :
			 (enum sitrun_rerun)opts.rerun,
		.voided = opts.voided.v, .voided_count = opts.voided.n,
		.endpoint = opts.endpoint, .admin = opts.admin,
		.has_port = opts.receiver_port.given,
		.receiver_port = opts.receiver_port.value,
		.receiver_port_file = opts.receiver_port_file,
		.has_tps = opts.tps.given, .tps_milli = opts.tps.value * 10,
		.has_outage = opts.outage_limit.given,
		.outage_s = opts.outage_limit.value,
		.trust = opts.trust.v, .trust_count = opts.trust.n,
		.schema = opts.schema, .form = form,
	};

	return sitrun_run(s, &ask);
}

static int work(struct frame *f, const struct words *w, enum sitrun_form form,
		char **paths, int n)
{
	struct sitrun s;
	int status;

	sitrun_init(&s, f);
	if (!opts.make_cases && !opts.lint) {
		status = send(&s, form, paths, n);
		sitrun_release(&s);
		return status;
	}
	if (opts.campaign)
		sitrun_campaign(&s, opts.campaign);
	for (size_t i = 0; i < opts.devices.n; i++)
		sitrun_devices(&s, opts.devices.v[i]);
	status = opts.lint ? sitrun_lint(&s, paths, n) : make(&s, w);
	sitrun_release(&s);
	return status;
}

static int show(struct frame *f, const struct sitrun_views_ask *ask)
{
	struct sitrun s;
	int status = usage_view(f, ask);

	if (status >= 0)
		return status;
	sitrun_init(&s, f);
	if (opts.campaign)
		sitrun_campaign(&s, opts.campaign);
	for (size_t i = 0; i < opts.devices.n; i++)
		sitrun_devices(&s, opts.devices.v[i]);
	status = sitrun_views(&s, ask);
	sitrun_release(&s);
	return status;
}

/* -1: no evidence is asked for. */
static int evidence(struct frame *f, char **paths, int n)
{
	bool wanted[SITRUN_UIT_SETS + 1];

	if (!opts.export && !opts.verify_evidence)
		return -1;
	if (opts.export && opts.verify_evidence)
		return frame_usage(f, "--export writes evidence, "
				   "--verify-evidence checks it; give one");
	if (n)
		return frame_usage(f, "evidence needs no operand such as '%s'",
				   paths[0]);
	if (views(wanted) || opts.make_cases || opts.lint || opts.resume ||
	    opts.rerun != CLI_CHOICE_NONE || opts.unmatched)
		return frame_usage(f, "evidence is written or checked, and "
			"nothing else is done; leave out what else is asked "
			"for");
	if (opts.verify_evidence)
		return sitrun_verify_evidence(f, opts.verify_evidence);
	if (!opts.journal)
		return frame_usage(f, "--export needs the journal of the "
				   "campaign; give --journal");
	return sitrun_export(f, opts.journal, opts.export);
}

/* -1: they are not asked for. */
static int unmatched(struct frame *f, enum sitrun_form form, int n)
{
	bool wanted[SITRUN_UIT_SETS + 1];

	if (!opts.unmatched)
		return -1;
	if (form != SITRUN_TABLE)
		return frame_usage(f, "--format junit and tap show results; "
				   "give --results");
	if (n || views(wanted) || opts.make_cases || opts.lint)
		return frame_usage(f, "--unmatched is a view of its own, and "
				   "takes no operand");
	if (frame_listed(f, &sit_unmatched_format))
		return PROG_OK;
	if (!opts.journal)
		return frame_usage(f, "--unmatched needs the journal of the "
				   "campaign; give --journal");
	return sitrun_unmatched(f, opts.journal);
}

static int run(struct frame *f, char **paths, int n)
{
	struct sitrun_views_ask ask = { .form = SITRUN_TABLE };
	struct words w = { VEC_INIT, VEC_INIT, VEC_INIT };
	const bool view = is_view(&ask) || only_journal();
	int status = take_format(f, &ask.form);

	if (status < 0)
		status = evidence(f, paths, n);
	if (status < 0)
		status = unmatched(f, ask.form, n);
	if (status >= 0)
		return status;
	if (frame_listed(f, view ? sitrun_view_format(ask.view) :
			 &cases_format))
		return PROG_OK;
	if (opts.cycle && !*opts.cycle)
		return frame_usage(f, "--cycle: the name is blank");
	status = usage_heeded(f, job_of(view));
	if (status >= 0)
		return status;
	take_view(&ask, paths, n);
	if (view)
		return show(f, &ask);
	if (ask.form != SITRUN_TABLE && (opts.lint || opts.make_cases))
		return frame_usage(f, "--format junit and tap show results; "
				   "give --results");
	status = usage(f, paths, n);
	if (status < 0)
		status = parse_srvs(f, &w.srvs);
	if (status < 0)
		status = parse_entries(f, &w.ids, &w.days);
	if (status < 0)
		status = work(f, &w, ask.form, paths, n);
	vec_release(&w.srvs);
	vec_release(&w.ids);
	vec_release(&w.days);
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
