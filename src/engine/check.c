/*
 * Each check is a function over the cells of one row; check_kind() runs them
 * in the order of the columns they speak of. The order does not matter to
 * the user: findings are sorted at the end.
 */
#include "engine/check.h"

#include "base/date.h"
#include "base/num.h"
#include "engine/canon.h"
#include "model/codes.h"
#include "model/plan.h"
#include "model/tally.h"

bool check_is_open(struct span text)
{
	struct span s = canon_trim(text);

	return s.n == 0 || (s.n == 1 && s.p[0] == '?');
}

bool check_is_none(struct span text)
{
	return span_eq_nocase(canon_trim(text), SPAN("NONE"));
}

bool check_device_absent(const struct span *cells, enum device d)
{
	const struct span maker = cells[rfi_column(d, PART_MANUFACTURER)];
	const struct span model = cells[rfi_column(d, PART_MODEL)];

	return check_is_none(model) ||
	       (check_is_none(maker) && canon_trim(model).n == 0);
}

struct code_place check_place(const struct check_at *at, unsigned column,
			      const struct span *value)
{
	const uint32_t place = at->binding ? at->binding->at[column] :
			       TABLE_ABSENT;

	return (struct code_place){
		.file = at->file,
		.line = at->line,
		.position = place == TABLE_ABSENT ? 0 : place + 1,
		.column = rfi_wide_format.columns[column].name,
		.value = value,
	};
}

/* Says it if it is severe enough, and says how severe it was. */
#define SAY(c, code, column, value, ...) \
	(code_table[code].severity >= (c)->floor ? \
	 code_find((c)->diag, code, \
		   &(struct code_place[]){ check_place(&(c)->at, column, \
						       value) }[0], \
		   __VA_ARGS__) : (void)0, \
	 code_table[code].severity == DIAG_ERROR ? \
	 (unsigned)(CHECK_SUSPECT | CHECK_BAD) : (unsigned)CHECK_SUSPECT)

static unsigned check_domains(const struct check *c,
			      const struct span *cells, const bool *wanted)
{
	unsigned flags = 0;

	for (unsigned i = 0; i < RFI_COLUMNS; i++) {
		const struct table_column *col = &rfi_wide_format.columns[i];
		enum table_code why;
		struct span canonical;

		if (!wanted[i] || col->type == TABLE_TEXT || !cells[i].n ||
		    table_valid(col, canon_trim(cells[i]), &canonical,
				&why))
			continue;
		if (why == TABLE_NOT_DATE)
			flags |= SAY(c, RFI005, i, &cells[i],
				     "is not a date; expected YYYY-MM-DD");
		else if (why == TABLE_NOT_COUNT)
			flags |= SAY(c, RFI004, i, &cells[i],
				     "is not a count; expected digits");
		else
			flags |= SAY(c, RFI006, i, &cells[i],
				     "is not one of %s", col->values);
	}
	return flags;
}

static unsigned check_parties(const struct check *c, const struct span *cells,
			      const struct span *meant)
{
	unsigned flags = 0;

	if (check_is_open(meant[RFI_SMSO]))
		flags |= SAY(c, RFI010, RFI_SMSO, &cells[RFI_SMSO],
			     "names no SMSO; every row is counted under one");
	if (canon_trim(meant[RFI_SUPPLIER]).n == 0 &&
	    canon_trim(meant[RFI_REPORTER]).n == 0)
		flags |= SAY(c, RFI033, RFI_SUPPLIER, &cells[RFI_SUPPLIER],
			     "names no supplier, and reporter is blank too");
	return flags;
}

/* Do the meters say what a blank fuel type leaves open? As engine/count.c. */
static bool fuel_follows(const struct span *cells)
{
	const bool no_esme = check_device_absent(cells, DEVICE_ESME);
	const bool no_gsme = check_device_absent(cells, DEVICE_GSME);

	return !(no_esme && no_gsme) &&
	       (no_esme || !check_is_open(cells[RFI_ESME_MODEL])) &&
	       (no_gsme || !check_is_open(cells[RFI_GSME_MODEL]));
}

/* Is the display an IHD of whose cells nothing hangs: the policy drops it, or
 * nobody knows whether it does, which is told by itself? */
static bool display_dropped(const struct check *c, const struct span *cells)
{
	if (!span_eq_nocase(canon_trim(cells[RFI_PPMID_KIND]), SPAN("IHD")))
		return false;
	return c->policy->ihd == POLICY_IHD_NEVER ||
	       (c->policy->ihd == POLICY_IHD_IF_UPGRADEABLE &&
		!span_eq_nocase(canon_trim(cells[RFI_IHD_FW_UPGRADEABLE]),
				SPAN("Y")));
}

/* Is a blank in this column the end of counting the row? */
static bool needs_value(const struct check *c, unsigned column,
			const struct span *cells)
{
	enum device d;
	enum part p;
	bool target;

	if (!policy_in_key(c->policy, column) || c->policy->masked[column] ||
	    c->policy->may_be_open[column] || column == RFI_SMSO ||
	    c->policy->incomplete == POLICY_KEEP)
		return false;
	if (column == RFI_FUEL_TYPE)
		return canon_trim(cells[column]).n != 0 ||
		       !fuel_follows(cells);
	if (!rfi_column_device(column, &d, &p, &target))
		return true;
	if (check_device_absent(cells, d) ||
	    (d == DEVICE_PPMID && display_dropped(c, cells)))
		return false;
	return !(p == PART_FW_VERSION &&
		 c->policy->upgrades == POLICY_TARGET_FIRMWARE &&
		 !check_is_open(cells[rfi_target_fw(d)]) &&
		 !check_is_none(cells[rfi_target_fw(d)]));
}

static unsigned check_fuel(const struct check *c, const struct span *cells,
			   const struct span *meant)
{
	const struct span fuel = canon_trim(meant[RFI_FUEL_TYPE]);
	const bool told = check_is_open(fuel) &&
			  needs_value(c, RFI_FUEL_TYPE, meant);
	unsigned flags = 0;

	if (fuel.n == 0)
		return 0;
	if (!told && !span_eq_nocase(fuel, SPAN("DF")) &&
	    !span_eq_nocase(fuel, SPAN("SE")) &&
	    !span_eq_nocase(fuel, SPAN("SG")))
		flags |= SAY(c, RFI027, RFI_FUEL_TYPE, &cells[RFI_FUEL_TYPE],
			     "is not one of DF, SE, SG; counted as it stands");
	if (span_eq_nocase(fuel, SPAN("SE")) &&
	    !check_device_absent(meant, DEVICE_GSME) &&
	    !check_is_open(meant[RFI_GSME_MODEL]))
		flags |= SAY(c, RFI024, RFI_GSME_MODEL,
			     &cells[RFI_GSME_MODEL],
			     "is a gas meter on an electricity-only "
			     "installation; NONE, or fuel type DF");
	return flags;
}

static unsigned check_blanks(const struct check *c, const struct span *cells,
			     const struct span *meant, uint64_t installations)
{
	unsigned flags = 0;
	char n[NUM_TEXT];

	num_group(installations, n);
	for (unsigned i = 0; i < RFI_COLUMNS; i++) {
		const bool blank = canon_trim(cells[i]).n == 0;

		if (!check_is_open(meant[i]) || !needs_value(c, i, meant))
			continue;
		flags |= SAY(c, RFI013, i, blank ? NULL : &cells[i],
			     "%sin a key column; %s installation%s unresolved",
			     blank ? "blank " : "", n,
			     installations == 1 ? "" : "s") | CHECK_OPEN;
	}
	if (span_eq_nocase(canon_trim(cells[RFI_PPMID_KIND]), SPAN("IHD")) &&
	    c->policy->ihd == POLICY_IHD_IF_UPGRADEABLE &&
	    !check_device_absent(meant, DEVICE_PPMID) &&
	    check_is_open(cells[RFI_IHD_FW_UPGRADEABLE]))
		flags |= SAY(c, RFI032, RFI_IHD_FW_UPGRADEABLE,
			     &cells[RFI_IHD_FW_UPGRADEABLE],
			     "does not say whether the IHD can be upgraded; "
			     "%s installation%s unresolved",
			     n, installations == 1 ? "" : "s") | CHECK_OPEN;
	return flags;
}

/* What only planning asks for: where it is part of the key. */
static unsigned check_planning(const struct check *c,
			       const struct span *cells)
{
	const struct span latest = canon_trim(cells[RFI_LATEST]);
	const struct span weight = canon_trim(cells[RFI_WEIGHT]);
	const bool weigh = policy_in_key(c->policy, RFI_WEIGHT) && weight.n;
	int32_t first, last;
	uint64_t n;
	unsigned flags = 0;

	if (policy_in_key(c->policy, RFI_EARLIEST) &&
	    policy_in_key(c->policy, RFI_LATEST) &&
	    date_parse(canon_trim(cells[RFI_EARLIEST]), &first) &&
	    date_parse(latest, &last) && last < first)
		flags |= SAY(c, PLAN019, RFI_LATEST, &cells[RFI_LATEST],
			     "is before the earliest day: no day is left to "
			     "migrate on");
	if (weigh && !num_parse_decimal(weight, 2, &n))
		flags |= SAY(c, PLAN033, RFI_WEIGHT, &cells[RFI_WEIGHT],
			     "is not a weight; expected a number with at "
			     "most two decimals");
	else if (weigh && n > (uint64_t)PLAN_WEIGHT_MAX * 100)
		flags |= SAY(c, PLAN037, RFI_WEIGHT, &cells[RFI_WEIGHT],
			     "is more than %u", PLAN_WEIGHT_MAX);
	return flags;
}

static unsigned check_names(const struct check *c, const struct span *cells,
			    const bool *wanted)
{
	unsigned flags = 0;

	for (unsigned i = 0; i < RFI_COLUMNS; i++) {
		struct span known;

		if (!wanted[i] || rfi_wide_format.columns[i].type != TABLE_TEXT)
			continue;
		if (names_near(c->names, i, cells[i], &known))
			flags |= SAY(c, RFI021, i, &cells[i],
				     "looks like '" SPAN_F "'; add an alias "
				     "or correct it", SPAN_A(known));
		else if (names_unknown(c->names, i, cells[i]))
			flags |= SAY(c, RFI022, i, &cells[i],
				     "is not a known name");
	}
	return flags;
}

static unsigned check_open_firmware(const struct check *c,
				    const struct span *cells,
				    const struct span *meant)
{
	unsigned flags = 0;

	for (unsigned i = RFI_CH_MANUFACTURER; i < RFI_COLUMNS; i++) {
		enum device d;
		enum part p;
		bool target;

		if (!rfi_column_device(i, &d, &p, &target) ||
		    (d == DEVICE_ESME && p == PART_FW_VERSION))
			continue;
		if (span_eq_nocase(canon_trim(meant[i]), SPAN("TBC")))
			flags |= SAY(c, RFI023, i, &cells[i],
				     "where the value should be known; only "
				     "firmware of electricity meters may be "
				     "open");
	}
	return flags;
}

unsigned check_kind(const struct check *c, const struct span *cells,
		    const bool *wanted, uint64_t installations)
{
	unsigned flags = check_domains(c, cells, wanted);
	struct span meant[RFI_COLUMNS];

	/* A blank, "?", TBC or NONE may be what an alias makes of a cell. */
	for (unsigned i = 0; i < RFI_COLUMNS; i++)
		meant[i] = wanted[i] ? names_meant(c->names, i, cells[i]) :
				       cells[i];
	flags |= check_parties(c, cells, meant);
	flags |= check_fuel(c, cells, meant);
	flags |= check_blanks(c, cells, meant, installations);
	flags |= check_planning(c, cells);
	if (c->floor < DIAG_ERROR) {
		flags |= check_names(c, cells, wanted);
		flags |= check_open_firmware(c, cells, meant);
	}
	return flags;
}

static bool read_count(const struct check *c, const struct span *cells,
		       unsigned column, bool *has, uint64_t *n)
{
	const struct span s = cells[column];

	*has = s.n != 0;
	*n = 0;
	if (!*has)
		return true;
	/* A leading zero would change its spelling on the way through. */
	if (num_parse(s, n) && (s.n == 1 || s.p[0] != '0'))
		return true;
	(void)SAY(c, RFI004, column, &cells[column],
		  "is not a count; expected digits%s",
		  s.p[0] == '0' ? " without leading zeros" : "");
	return false;
}

bool check_counts(const struct check *c, const struct span *cells,
		  struct check_count *count)
{
	const struct span status = canon_trim(cells[RFI_STATUS]);
	uint64_t sum;
	bool good = read_count(c, cells, RFI_COUNT_ACTIVE,
			       &count->has_active, &count->active);

	good = read_count(c, cells, RFI_COUNT_DORMANT, &count->has_dormant,
			  &count->dormant) && good;
	if (!good)
		return false;
	if (!count->has_active && !count->has_dormant) {
		const bool dormant = span_eq_nocase(status, SPAN("DORMANT"));

		count->active = !dormant;
		count->dormant = dormant;
		return true;
	}
	sum = count->active;
	if (!num_add(&sum, count->dormant) || sum > TALLY_INSTALLATIONS_MAX) {
		(void)SAY(c, RFI012, RFI_COUNT_ACTIVE,
			  &cells[RFI_COUNT_ACTIVE],
			  "and count_dormant add up to more than 2^56");
		return false;
	}
	if (sum == 0)
		(void)SAY(c, RFI025, RFI_COUNT_ACTIVE,
			  &cells[RFI_COUNT_ACTIVE],
			  "and no dormant ones: the row counts nothing");
	return true;
}
