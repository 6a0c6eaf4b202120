/* R1 and R2: the later of the beginnings, the earlier of the ends. */
#include "base/num.h"
#include "engine/plan_classes_room.h"
#include "model/codes.h"

const char *plan_bound_words(enum plan_bound b)
{
	static const char *const words[PLAN_BOUNDS] = {
		"the first day of the plan", "eligibility", "the inventory",
		"the notice to be given", "the firmware",
		"the upgrade to compliance", "the deadline", "nothing",
	};

	return words[b];
}

const struct plan_eligibility *
plan_window_eligible(struct plan_builder *b, const struct plan_case *k)
{
	const struct plan_tables *t = b->in->tables;
	const struct plan_eligibility *best = NULL;

	for (size_t i = 0; i < t->eligibility.n; i++) {
		const struct plan_eligibility *e = &t->eligibility.v[i];

		if (!plan_test_holds(&b->eligibility[i], k->ids))
			continue;
		b->met[PLAN_TABLE_ELIGIBILITY][i] = true;
		if (e->to != DATE_NONE && e->to <= b->in->start)
			continue;
		if (!best || e->match.n > best->match.n ||
		    (e->match.n == best->match.n && e->from < best->from))
			best = e;
	}
	return best;
}

static void not_before(struct plan_case *k, int32_t day, enum plan_bound by)
{
	if (day > k->earliest) {
		k->earliest = day;
		k->first_by = by;
	}
}

static void not_after(struct plan_case *k, int32_t day, enum plan_bound by)
{
	if (day != DATE_NONE && (k->latest == DATE_NONE || day < k->latest)) {
		k->latest = day;
		k->last_by = by;
	}
}

static void find_days(struct plan_builder *b, struct plan_case *k)
{
	const struct plan_classes_input *in = b->in;
	const struct plan_rules *r = in->rules;
	const struct plan_eligibility *e = k->eligibility;
	const int32_t able = k->gained_on > e->from ? k->gained_on : e->from;
	const uint64_t lead = r->number[k->dormant ? PLAN_RULE_LEAD_DORMANT :
						     PLAN_RULE_LEAD_ACTIVE];

	k->earliest = in->start;
	k->first_by = PLAN_BY_START;
	k->latest = DATE_NONE;
	k->last_by = PLAN_BY_NOTHING;
	not_before(k, e->from, PLAN_BY_ELIGIBILITY);
	not_before(k, k->inventory_first, PLAN_BY_INVENTORY);
	not_before(k, in->start + (int32_t)lead, PLAN_BY_LEAD);
	if (k->upgrade)
		not_before(k, k->upgrade->available_from, PLAN_BY_UPGRADE);
	if (e->fw_needed && e->fw_ready_from > in->start)
		not_before(k, e->fw_ready_from + (int32_t)k->fw_lead_days,
			   PLAN_BY_FIRMWARE);
	if (e->to != DATE_NONE)
		not_after(k, e->to - 1, PLAN_BY_ELIGIBILITY);
	not_after(k, k->inventory_last, PLAN_BY_INVENTORY);
	not_after(k, plan_rules_latest(r, able, &k->deadline),
		  PLAN_BY_DEADLINE);
}

static uint32_t first_from(const struct plan_classes_input *in, int32_t day)
{
	uint32_t t = 0;

	while (t < in->periods && in->period[t].start < day)
		t++;
	return t;
}

void plan_window_find(struct plan_builder *b, struct plan_case *k)
{
	const struct plan_classes_input *in = b->in;
	uint32_t end = in->periods;	/* behind the last that is open */

	k->first = 1;
	k->last = 0;
	k->fw_first = 0;
	k->earliest = k->latest = DATE_NONE;
	k->deadline = NULL;
	k->first_by = k->last_by = PLAN_BY_NOTHING;
	if (!k->eligibility)
		return;
	if (k->eligibility->fw_needed)
		k->fw_lead_days = (uint32_t)
			in->rules->number[PLAN_RULE_FW_LEAD];
	find_days(b, k);
	if (k->upgrade && k->upgrade->available_from == DATE_NONE)
		return;			/* nobody knows when */
	if (k->eligibility->fw_needed)
		k->fw_first = first_from(in, k->eligibility->fw_ready_from);
	while (end && k->latest != DATE_NONE &&
	       in->period[end - 1].end - 1 > k->latest)
		end--;
	k->first = first_from(in, k->earliest);
	k->last = end - 1;
	if (end == 0 || k->first >= end) {
		k->first = 1;
		k->last = 0;
	}
}

/* What is to be changed so that there is a day: its file, line and cell. */
static struct code_place blame(const struct plan_builder *b,
			       const struct plan_fact *f)
{
	const struct plan_tables *t = b->in->tables;
	const enum plan_bound by = f->first_by == PLAN_BY_START ||
				   f->first_by == PLAN_BY_LEAD ?
				   f->last_by : f->first_by;
	const bool first = by == f->first_by;

	switch (by) {
	case PLAN_BY_FIRMWARE:
	case PLAN_BY_ELIGIBILITY:
		return (struct code_place){
			.file = t->file[PLAN_TABLE_ELIGIBILITY],
			.line = f->eligibility->line,
			.column = by == PLAN_BY_FIRMWARE ? "fw_ready_from" :
				  first ? "from" : "to" };
	case PLAN_BY_UPGRADE:
		return (struct code_place){
			.file = t->file[PLAN_TABLE_UPGRADES],
			.line = f->upgrade->line,
			.column = "available_from" };
	case PLAN_BY_DEADLINE:
		return (struct code_place){ .file = f->deadline->file,
			.line = f->deadline->line,
			.column = f->deadline->column };
	default:
		return (struct code_place){ .file = b->in->file,
			.column = first ? "earliest" : "latest" };
	}
}

void plan_window_tell(const struct plan_builder *b,
		      const struct plan_class *c, const struct plan_fact *f)
{
	const struct plan_classes_input *in = b->in;
	const int32_t end = in->period[in->periods - 1].end;
	char first[DATE_TEXT], last[DATE_TEXT], n[NUM_TEXT];
	struct code_place at;

	if (c->first <= c->last || f->latest == DATE_NONE ||
	    (f->earliest >= end && f->earliest <= f->latest))
		return;
	at = blame(b, f);
	code_find(in->diag, in->lenient ? PLAN042 : PLAN022, &at,
		  "leaves class " SPAN_F " no %s: %s installations (" SPAN_F
		  "%s" SPAN_F ") may start on %s, by %s, and end on %s, by %s",
		  SPAN_A(c->label[PLAN_CLASS]),
		  f->earliest > f->latest ? "day" : "whole period",
		  num_group(c->count, n), SPAN_A(c->label[PLAN_SUPPLIER]),
		  c->label[PLAN_SUPPLIER].n ? " at " : "",
		  SPAN_A(c->label[PLAN_SMSO]),
		  date_text(f->earliest, first),
		  plan_bound_words(f->first_by), date_text(f->latest, last),
		  plan_bound_words(f->last_by));
}
