#include "model/testcase.h"

#include "base/bug.h"
#include "base/date.h"
#include "base/moment.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
static const struct table_column columns[] = {
#include "model/cases.cols.h"
};
#undef COL

const struct table_format cases_format = {
	.schema = "sit-cases/1",
	.codes = TABLE_CODES("SIT"),
	.columns = columns,
	.count = CASES_COLUMNS,
};

/* The i-th word of the column's list. */
static const char *listed(enum cases_column column, unsigned i)
{
	static const char *const phases[CASE_PHASES] = {
		"PIT", "MT", "SIT", "SRVT", "DMCT", "REG", "UIT" };
	static const char *const installations[] = {
		"ACTIVE", "DORMANT", "MIXED", "" };
	static const char *const modes[CASE_MODES] = {
		"ON_DEMAND", "FUTURE_DATED", "SCHEDULED", "DCC_ONLY" };
	static const char *const polarities[CASE_POLARITIES] = {
		"POSITIVE", "NEGATIVE" };

	switch (column) {
	case CASES_COL_PHASE:
		return phases[i];
	case CASES_COL_INSTALLATION_TYPE:
		return installations[i];
	case CASES_COL_MODE:
		return modes[i];
	case CASES_COL_POLARITY:
		return polarities[i];
	default:
		BUG("no list");
	}
}

const char *case_phase_name(enum case_phase phase)
{
	return listed(CASES_COL_PHASE, phase);
}

const char *case_installation_name(enum case_installation i)
{
	return listed(CASES_COL_INSTALLATION_TYPE, i);
}

bool case_installation_named(struct span name, enum case_installation *i)
{
	for (unsigned k = 0; k <= CASE_INSTALLATIONS; k++) {
		if (!span_eq_nocase(name, span_of(case_installation_name(k))))
			continue;
		*i = k;
		return true;
	}
	return false;
}

const char *case_mode_name(enum case_mode mode)
{
	return listed(CASES_COL_MODE, mode);
}

const char *case_polarity_name(enum case_polarity polarity)
{
	return listed(CASES_COL_POLARITY, polarity);
}

bool testcase_part_ok(struct span part)
{
	for (size_t i = 0; i < part.n; i++) {
		const char c = part.p[i];

		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		      (c >= '0' && c <= '9') || c == '.' || c == '_' ||
		      c == '+' || c == '-'))
			return false;
	}
	return part.n > 0;
}

struct span testcase_id(const struct testcase *c, struct arena *a)
{
	const struct span ppc_id = c->ppc_id.n ? c->ppc_id : SPAN("-");

	return arena_printf(a, "%s/" SPAN_F "/" SPAN_F "/%s/%s/cv%u/%s/%s/"
			    SPAN_F, case_phase_name(c->phase), SPAN_A(ppc_id),
			    SPAN_A(c->set), srv_device_name(c->device_type),
			    c->srv->srv, c->command_variant,
			    case_mode_name(c->mode),
			    case_polarity_name(c->polarity), SPAN_A(c->name));
}

bool testcase_transforms(const struct testcase *c)
{
	return c->mode != CASE_SCHEDULED && c->command_variant >= 5 &&
	       c->command_variant <= 7;
}

unsigned testcase_sends(const struct testcase *c)
{
	if (c->mode == CASE_SCHEDULED)
		return 0;
	return testcase_transforms(c) ? 2 : 1;
}

bool testcase_not_before(struct span not_before, int64_t *ms)
{
	int32_t day;

	if (date_parse(not_before, &day)) {
		*ms = moment_of_day(day);
		return true;
	}
	return moment_parse(not_before, ms);
}

bool testcase_held(const struct testcase *c)
{
	int64_t ms;

	return c->not_before.n && !testcase_not_before(c->not_before, &ms);
}

void cases_release(struct cases *cases)
{
	vec_release(&cases->rows);
	arena_release(&cases->arena);
}
