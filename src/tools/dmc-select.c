/*
 * dmc-select - a tally into the combinations to test
 *
 * Reads   a tally of dmc-count, or an inventory, under a policy.
 * Writes  the selection; or the curve, the explanation, the stability.
 * Refuses a selection that cannot meet --cover: status 1, with what could.
 */
#include "base/date.h"
#include "base/num.h"
#include "cli/msg.h"
#include "engine/canon.h"
#include "engine/count.h"
#include "model/codes.h"
#include "model/release.h"
#include "tools/count_notes.h"
#include "tools/select_view.h"

#define TOOL_OPTIONS "tools/dmc-select.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "dmc-select",
	.operands = "[TALLY | INVENTORY ...]",
	.purpose = "choose the combinations for Migration Testing and SIT",
	.examples =
		"dmc-select --policy policy.json --top 5 tally.csv\n"
		"dmc-select --cover hardware --explain tally.csv\n"
		"dmc-select --layout printed --release 2.10 tally.csv\n",
	OWN_OPTIONS,
};

enum { LAYOUT_WIDE, LAYOUT_PRINTED };

static bool by_reporter(void)
{
	return opts.stability.given &&
	       !(opts.stability.value &&
		 span_eq(span_of(opts.stability.value), SPAN("margin")));
}

static int check_printed(struct frame *f)
{
	if (frame_kind(f) == TABLE_JSON ||
	    frame_kind(f) == TABLE_NDJSON)
		return frame_usage(f, "--layout printed is a page, "
			"not data; --format csv, tsv, md, html, xlsx or "
			"table");
	if (common.columns)
		return frame_usage(f, "--layout printed has its own "
				   "columns; leave out --columns");
	if (opts.curve || opts.explain || opts.stability.given ||
	    opts.all)
		return frame_usage(f, "--layout printed shows the "
				   "selection only");
	if (!opts.release)
		return frame_usage(f, "--layout printed needs "
				   "--release, such as 2.10");
	return -1;
}

/* Options that contradict each other; -1: none do. */
static int check_options(struct frame *f)
{
	uint32_t major, minor;
	int status;

	if (opts.curve + opts.explain + opts.stability.given > 1)
		return frame_usage(f, "--curve, --explain and --stability "
				   "each replace the rows; give one of them");
	if (opts.stability.value && by_reporter() &&
	    !span_eq(span_of(opts.stability.value), SPAN("reporter")))
		return frame_usage(f, "--stability: '%s' is neither margin "
				   "nor reporter", opts.stability.value);
	if (opts.public.given && (opts.explain || opts.stability.given))
		return frame_usage(f, "--public shows no counts, and %s is "
				   "made of them", opts.explain ?
				   "--explain" : "--stability");
	if (opts.public.given && common.summary)
		return frame_usage(f, "--public shows no counts, and "
				   "--summary is made of them");
	if (opts.layout == LAYOUT_PRINTED && (status = check_printed(f)) >= 0)
		return status;
	if (opts.release && !release_number(span_of(opts.release), &major,
					    &minor))
		return frame_usage(f, "--release: '%s' is not two numbers "
				   "joined by a dot, such as 2.10",
				   opts.release);
	if (opts.min_share.given && opts.min_share.value > 10000)
		return frame_usage(f, "--min-share: more than 100 percent");
	return -1;
}

/* The command line beats the policy. */
static void override(struct policy *p)
{
	if (opts.top.given)
		p->top = opts.top.value;
	if (opts.min_share.given)
		p->min_share_hundredths = opts.min_share.value;
	if (opts.cover != CLI_CHOICE_NONE)
		p->cover = (enum policy_cover)opts.cover;
}

/* Without a file: SMSO-n by bytewise name, so every run says the same. */
static void number_smsos(struct public_table *p, const struct tally *t)
{
	const uint32_t at = tally_column(t, RFI_SMSO);

	for (size_t i = 0; at != TABLE_ABSENT && i < t->rows.n; i++) {
		const struct span smso = t->rows.v[i].key[at];
		size_t j = 0;

		while (j < p->names.n && span_cmp(p->names.v[j].smso,
						  smso) < 0)
			j++;
		if (j < p->names.n && span_eq(p->names.v[j].smso, smso))
			continue;
		(void)vec_add(&p->names);
		for (size_t k = p->names.n - 1; k > j; k--)
			p->names.v[k] = p->names.v[k - 1];
		p->names.v[j].smso = smso;
	}
	for (size_t i = 0; i < p->names.n; i++)
		p->names.v[i].alias = arena_printf(&p->arena, "SMSO-%zu",
						   i + 1);
}

static bool has_alias(const struct public_table *p, struct span smso)
{
	for (size_t i = 0; i < p->names.n; i++) {
		if (canon_eq(p->names.v[i].smso, smso))
			return true;
	}
	return false;
}

/* A name without an alias must not leave by way of the message either. */
static void check_aliases(struct frame *f, const struct public_table *p,
			  const struct tally *t, const char *name)
{
	const uint32_t at = tally_column(t, RFI_SMSO);

	for (size_t i = 0; at != TABLE_ABSENT && i < t->rows.n; i++) {
		if (has_alias(p, t->rows.v[i].key[at]))
			continue;
		code_find(&f->diag, DMC012, &(struct code_place){
			.file = name, .column = "smso" },
			"an SMSO of the input has no alias in this file");
		return;
	}
}

static void load_aliases(struct load *l, struct public_table *p,
			 const struct tally *t)
{
	struct rows_source source;
	bool system;

	if (!opts.public.given)
		return;
	if (!opts.public.value) {
		number_smsos(p, t);
		return;
	}
	if (public_read(p, opts.public.value, &l->f->limits, &l->f->diag,
			&source, &system)) {
		frame_source(l->f, "public", &source, true);
		check_aliases(l->f, p, t, source.name);
	}
	l->f->system_failed = l->f->system_failed || system;
}

/* Status 1: what was asked for cannot be had, and what could. */
static int impossible(struct frame *f, const struct selection *s)
{
	if (!frame_accepts(f))
		return f->status;
	if (s->verdict == SELECTION_UNDECIDED) {
		msg_error("no selection of %llu was found that meets the "
			  "constraint, and none was excluded; raise --top",
			  (unsigned long long)s->policy->top);
		return PROG_NO;
	}
	for (size_t i = 0; i < s->missing.n; i++)
		msg_error("no combination that may be selected has "
			  SPAN_F, SPAN_A(s->missing.v[i]));
	if (s->smallest_k)
		msg_error("no selection of %llu meets the constraint; the "
			  "smallest that does has %s%llu",
			  (unsigned long long)s->policy->top,
			  s->smallest_k_proved ? "" : "at most ",
			  (unsigned long long)s->smallest_k);
	return PROG_NO;
}

static int show(struct select_view *v)
{
	const bool people = frame_kind(v->l->f) == TABLE_TEXT_TABLE &&
			    !common.columns;
	const bool other = opts.curve || opts.explain || opts.stability.given;

	/* The table for people says it below the rows. */
	if (!people || common.findings || other ||
	    opts.layout == LAYOUT_PRINTED)
		select_view_tell(v);
	if (!frame_accepts(v->l->f))
		return v->l->f->status;
	if (opts.layout == LAYOUT_PRINTED) {
		struct span number = span_of(opts.release);

		if (number.p[0] == 'V' || number.p[0] == 'v')
			number = span_from(number, 1);
		return select_view_printed(v, number);
	}
	if (opts.curve)
		return select_view_curve(v);
	if (opts.explain)
		return people ? select_view_explain_people(v) :
				select_view_explain(v);
	if (opts.stability.given)
		return select_view_stability(v, by_reporter());
	v->show_all = opts.all;
	return people ? select_view_people(v) :
			select_view_rows(v, opts.all);
}

static int select_and_show(struct load *l, const struct tally *t)
{
	struct public_table aliases = PUBLIC_TABLE_INIT;
	struct select_view v;
	struct selection s;
	char day[DATE_TEXT];
	int status;

	if (opts.public.given && tally_column(t, RFI_SUPPLIER) != TABLE_ABSENT)
		return frame_usage(l->f, "--public: the key has the column "
				   "supplier, which is not to be published");
	select_combinations(t, &l->policy, &s);
	load_aliases(l, &aliases, t);
	select_view_init(&v, l, &s);
	select_view_summarise(&v);
	v.public = opts.public.given;
	v.aliases = &aliases;
	if (common.as_of.given)
		v.as_of = arena_span(&v.arena, span_of(
			date_text(common.as_of.day, day)));
	status = s.verdict == SELECTION_DONE ? show(&v) :
		 impossible(l->f, &s);
	select_view_release(&v);
	selection_release(&s);
	public_table_release(&aliases);
	return status;
}

static int list_columns(struct load *l)
{
	struct tally t = TALLY_INIT;
	struct selection s;
	struct select_view v;

	for (size_t i = 0; i < l->policy.key.n; i++)
		vec_push(&t.columns, l->policy.key.v[i]);
	select_combinations(&t, &l->policy, &s);
	select_view_init(&v, l, &s);
	v.public = opts.public.given;
	select_view_list(&v, opts.curve, opts.explain, opts.stability.given);
	select_view_release(&v);
	selection_release(&s);
	tally_release(&t);
	return PROG_OK;
}

static int run(struct frame *f, char **paths, int n)
{
	const struct load_paths names = {
		.policy = opts.policy, .aliases = opts.aliases,
	};
	struct count_notes notes = { 0 };
	struct tally t = TALLY_INIT;
	struct load l;
	int status = check_options(f);

	if (status >= 0)
		return status;
	load_init(&l, f, &names, ESTATE_COUNTING, DIAG_ERROR);
	override(&l.policy);
	l.may_be_tally = true;
	l.threads = (unsigned)opts.threads.value;
	if (common.list_columns) {
		status = list_columns(&l);
	} else {
		load_files(&l, paths, n);
		if (!l.is_tally)
			count_estate(&l.estate, &l.policy, PRECEDENCE_ALL, &t,
				     &notes);
		count_notes_summarise(&l, l.is_tally ? &l.tally : &t, &notes);
		if (f->diag.count[DIAG_ERROR] || f->system_failed) {
			frame_accepts(f);
			status = f->status;
		} else if (l.is_tally && by_reporter()) {
			status = frame_usage(f, "--stability by reporter needs"
				" an inventory: a tally does not say who "
				"reported; --stability=margin does without");
		} else {
			status = select_and_show(&l, l.is_tally ? &l.tally :
						 &t);
		}
	}
	tally_release(&t);
	load_release(&l);
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
