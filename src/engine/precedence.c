/* Three walks over the kinds: who reports, which day counts, who replaces. */
#include "engine/precedence.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"

static bool row_is_smso(const struct estate *e, uint32_t kind)
{
	const uint32_t role = estate_class(e, kind, RFI_REPORTER_ROLE);

	return span_eq(names_canonical(e->names, role), SPAN("smso"));
}

static uint32_t row_reporter(const struct estate *e, uint32_t kind,
			     bool is_smso)
{
	const uint32_t name = estate_class(e, kind, RFI_REPORTER);

	if (name != NAME_BLANK)
		return name;
	return estate_class(e, kind, is_smso ? RFI_SMSO : RFI_SUPPLIER);
}

static int compare_reporters(const void *pa, const void *pb, void *names)
{
	const struct reporter *a = pa, *b = pb;

	if (a->is_smso != b->is_smso)
		return a->is_smso ? 1 : -1;
	return span_cmp(names_canonical(names, a->name),
			names_canonical(names, b->name));
}

static uint32_t find_reporter(const struct precedence *p, bool is_smso,
			      uint32_t name)
{
	for (size_t i = 0; i < p->reporters.n; i++) {
		if (p->reporters.v[i].name == name &&
		    p->reporters.v[i].is_smso == is_smso)
			return (uint32_t)i;
	}
	return UINT32_MAX;
}

static void find_reporters(struct precedence *p, const struct estate *e)
{
	for (uint32_t k = 0; k < e->kinds.n; k++) {
		const bool is_smso = row_is_smso(e, k);
		const uint32_t name = row_reporter(e, k, is_smso);
		struct reporter *r;

		if (find_reporter(p, is_smso, name) != UINT32_MAX)
			continue;
		r = vec_add(&p->reporters);
		r->is_smso = is_smso;
		r->name = name;
		r->newest = DATE_NONE;
	}
	if (p->reporters.n > 1)
		qsort_r(p->reporters.v, p->reporters.n,
			sizeof(*p->reporters.v), compare_reporters, e->names);
	for (uint32_t k = 0; k < e->kinds.n; k++) {
		const bool is_smso = row_is_smso(e, k);
		struct reporter *r;

		p->reporter[k] = find_reporter(p, is_smso,
					       row_reporter(e, k, is_smso));
		r = &p->reporters.v[p->reporter[k]];
		if (e->kinds.v[k].rows && e->kinds.v[k].day > r->newest)
			r->newest = e->kinds.v[k].day;
	}
}

/* Is the SMSO of this row one that reports itself? */
static bool is_replaced(const struct precedence *p, const struct estate *e,
			uint32_t kind, enum policy_reporters rule,
			const bool *smso_reports)
{
	const bool is_smso = p->reporters.v[p->reporter[kind]].is_smso;

	switch (rule) {
	case POLICY_SUPPLIER:
		return is_smso;
	case POLICY_SMSO_OVER_SUPPLIER:
		return !is_smso &&
		       smso_reports[estate_class(e, kind, RFI_SMSO)];
	default:
		return false;
	}
}

static uint32_t highest_smso(const struct estate *e)
{
	uint32_t top = 0;

	for (uint32_t k = 0; k < e->kinds.n; k++) {
		const uint32_t c = estate_class(e, k, RFI_SMSO);

		if (c > top)
			top = c;
	}
	return top;
}

void precedence_init(struct precedence *p, const struct estate *e,
		     enum policy_reporters rule, uint32_t without)
{
	bool *smso_reports = mem_array(highest_smso(e) + 1, sizeof(bool));

	memset(p, 0, sizeof(*p));
	p->standing = mem_array(e->kinds.n, sizeof(*p->standing));
	p->reporter = mem_array(e->kinds.n, sizeof(*p->reporter));
	find_reporters(p, e);
	for (uint32_t k = 0; k < e->kinds.n; k++) {
		const struct reporter *r = &p->reporters.v[p->reporter[k]];

		if (p->reporter[k] == without)
			p->standing[k] = STANDING_LEFT_OUT;
		else if (e->kinds.v[k].day < r->newest)
			p->standing[k] = STANDING_SUPERSEDED;
		else if (r->is_smso && e->kinds.v[k].rows)
			smso_reports[estate_class(e, k, RFI_SMSO)] = true;
	}
	for (uint32_t k = 0; k < e->kinds.n; k++) {
		struct reporter *r = &p->reporters.v[p->reporter[k]];
		const uint64_t n = estate_installations(e, k);

		if (p->standing[k] == STANDING_SUPERSEDED) {
			r->superseded += n;
			p->superseded += n;
		}
		if (p->standing[k] != STANDING_CURRENT)
			continue;
		r->installations += n;
		if (is_replaced(p, e, k, rule, smso_reports)) {
			p->standing[k] = STANDING_REPLACED;
			r->replaced += n;
			p->replaced += n;
		}
	}
	mem_free(smso_reports);
}

void precedence_release(struct precedence *p)
{
	vec_release(&p->reporters);
	mem_free(p->standing);
	mem_free(p->reporter);
}
