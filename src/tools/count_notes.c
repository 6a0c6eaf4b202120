/* Notes and summary of a count. */
#include "tools/count_notes.h"

#include "base/date.h"
#include "base/num.h"
#include "engine/products.h"
#include "model/codes.h"

static void tell_reporter(struct load *l, const struct reporter *r)
{
	const struct span name = names_print(l->names, r->name);
	const struct code_place at = { .value = &name };
	char n[NUM_TEXT], day[DATE_TEXT];

	if (r->superseded)
		code_find(&l->f->diag, DMC015, &at, "sent a newer snapshot "
			  "(%s): %s installations of older ones not counted",
			  date_text(r->newest, day),
			  num_group(r->superseded, n));
	if (r->replaced)
		code_find(&l->f->diag, DMC016, &at, "has %s installations "
			  "replaced by %s", num_group(r->replaced, n),
			  r->is_smso ? "the suppliers' returns" :
				       "the returns of their SMSO");
}

static void tell_products(struct load *l, const struct tally *t)
{
	const struct products p = products_count(t);

	if (p.shared)
		code_find(&l->f->diag, DMC018, &(struct code_place){ NULL },
			  "%llu combinations in scope are %llu product%s; "
			  "%llu under several SMSOs",
			  (unsigned long long)p.combinations,
			  (unsigned long long)p.products,
			  p.products == 1 ? "" : "s",
			  (unsigned long long)p.shared);
}

void count_notes_tell(struct load *l, const struct tally *t,
		      const struct count_notes *notes)
{
	struct precedence p;

	tell_products(l, t);
	if (l->is_tally || (!notes->superseded && !notes->replaced))
		return;
	precedence_init(&p, &l->estate, l->policy.reporters, PRECEDENCE_ALL);
	for (size_t i = 0; i < p.reporters.n; i++)
		tell_reporter(l, &p.reporters.v[i]);
	precedence_release(&p);
}

static void write_reporters(struct load *l, struct json *j)
{
	struct precedence p;

	precedence_init(&p, &l->estate, l->policy.reporters, PRECEDENCE_ALL);
	json_array(j, "reporters");
	for (size_t i = 0; i < p.reporters.n; i++) {
		const struct reporter *r = &p.reporters.v[i];
		char day[DATE_TEXT];

		json_object_flat(j, NULL);
		json_string(j, "role", r->is_smso ? SPAN("SMSO") :
						    SPAN("SUPPLIER"));
		json_string(j, "reporter", names_print(l->names, r->name));
		json_string(j, "snapshot_date",
			    span_of(date_text(r->newest, day)));
		json_u64(j, "installations", r->installations);
		json_u64(j, "superseded", r->superseded);
		json_u64(j, "replaced", r->replaced);
		json_end(j);
	}
	json_end(j);
	precedence_release(&p);
}

void count_notes_summarise(struct load *l, const struct tally *t,
			   const struct count_notes *notes)
{
	struct json *j = frame_summary(l->f);
	char day[DATE_TEXT];

	if (!j)
		return;
	json_string(j, "as_of", span_of(date_text(
		frame_as_of(l->f, l->estate.newest), day)));
	json_object(j, "totals");
	json_u64(j, "in_scope", tally_total(t, IN_SCOPE));
	json_u64(j, "combinations", tally_count(t, IN_SCOPE));
	json_end(j);
	json_object(j, "excluded");
	json_u64(j, "out_of_scope", tally_total(t, OUT_OF_SCOPE));
	json_u64(j, "non_intender", tally_total(t, NON_INTENDER));
	json_u64(j, "unresolved", tally_total(t, UNRESOLVED));
	/* A tally does not know what was left out before it was made. */
	if (!l->is_tally) {
		json_u64(j, "superseded", notes->superseded);
		json_u64(j, "replaced", notes->replaced);
	}
	json_end(j);
	if (l->is_tally)
		return;
	json_object(j, "counted");
	json_u64(j, "moved_by_upgrades", notes->moved_by_upgrades);
	json_u64(j, "fuel_type_derived", notes->fuel_derived);
	json_u64(j, "ihd_not_a_component", notes->ihd_dropped);
	json_end(j);
	write_reporters(l, j);
}
