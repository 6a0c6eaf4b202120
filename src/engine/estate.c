/*
 * The memo: raw bytes of the wanted cells, each behind its length, are the
 * key. Merging by resolved names instead was rejected: it would run the
 * rules once a row, and rules are what a count spends its time on.
 */
#include "engine/estate.h"

#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "engine/canon.h"
#include "model/codes.h"
#include "model/tally.h"

static bool counting_column(const struct policy *policy, unsigned column)
{
	switch (column) {
	case RFI_SNAPSHOT_DATE:
	case RFI_REPORTER_ROLE:
	case RFI_REPORTER:
	case RFI_SUPPLIER:
	case RFI_SMSO:
	case RFI_CAPABILITY:
	case RFI_FUEL_TYPE:
	case RFI_STATUS:
	case RFI_PPMID_KIND:
	case RFI_IHD_FW_UPGRADEABLE:
	case RFI_INTENDS_TO_ENROL:
	case RFI_CH_MANUFACTURER:
	case RFI_CH_MODEL:
	case RFI_ESME_MANUFACTURER:
	case RFI_ESME_MODEL:
	case RFI_GSME_MANUFACTURER:
	case RFI_GSME_MODEL:
	case RFI_PPMID_MANUFACTURER:
	case RFI_PPMID_MODEL:
		return true;
	case RFI_TARGET_CH_FW:
	case RFI_TARGET_ESME_FW:
	case RFI_TARGET_GSME_FW:
	case RFI_TARGET_PPMID_FW:
		return policy->upgrades == POLICY_TARGET_FIRMWARE;
	default:
		return policy_in_key(policy, column) &&
		       !policy->masked[column];
	}
}

static bool row_column(unsigned column)
{
	return column == RFI_INSTALLATION_ID || column == RFI_COUNT_ACTIVE ||
	       column == RFI_COUNT_DORMANT;
}

void estate_init(struct estate *e, struct names *names,
		 enum estate_scope scope, const struct policy *policy)
{
	memset(e, 0, sizeof(*e));
	e->names = names;
	e->newest = DATE_NONE;
	for (unsigned i = 0; i < RFI_COLUMNS; i++) {
		e->wanted[i] = scope == ESTATE_EVERYTHING ? !row_column(i) :
			       counting_column(policy, i);
		e->place[i] = (uint32_t)e->columns.n;
		if (e->wanted[i])
			vec_push(&e->columns, i);
	}
}

void estate_release(struct estate *e)
{
	vec_release(&e->columns);
	vec_release(&e->kinds);
	vec_release(&e->spelling);
	intern_release(&e->memo);
	buf_release(&e->key);
}

static void make_key(struct estate *e, const struct span *cells)
{
	buf_clear(&e->key);
	for (size_t i = 0; i < e->columns.n; i++) {
		const struct span s = cells[e->columns.v[i]];
		const uint32_t n = (uint32_t)s.n;

		buf_add_bytes(&e->key, &n, sizeof(n));
		buf_add(&e->key, s);
	}
}

uint32_t estate_find(struct estate *e, const struct span *cells)
{
	make_key(e, cells);
	return intern_find(&e->memo, buf_span(&e->key));
}

/* Enumerated values are spelled as listed, whatever their case. */
static struct span listed(unsigned column, struct span cell)
{
	const struct table_column *c = &rfi_wide_format.columns[column];
	enum table_code why;
	struct span canonical;

	if (c->type == TABLE_TEXT || cell.n == 0)
		return cell;
	if (c->type == TABLE_ENUM &&
	    table_valid(c, canon_trim(cell), &canonical, &why))
		return canonical;
	return canon_trim(cell);
}

static void learn(struct estate *e, const struct span *cells, unsigned flags)
{
	struct estate_kind *k = vec_add(&e->kinds);

	k->flags = flags;
	k->day = DATE_NONE;
	if (!(flags & CHECK_BAD))
		date_parse(canon_trim(cells[RFI_SNAPSHOT_DATE]), &k->day);
	for (size_t i = 0; i < e->columns.n; i++) {
		const uint32_t c = e->columns.v[i];

		vec_push(&e->spelling,
			 names_put(e->names, c, listed(c, cells[c])));
	}
}

/* Has a kind that was seen before something to say of this row, too? */
static bool repeats(const struct check *c, unsigned flags)
{
	return c->floor == DIAG_ERROR ? (flags & CHECK_BAD) != 0 : flags != 0;
}

uint32_t estate_add(struct estate *e, const struct check *c,
		    const struct span *cells, struct check_count *count)
{
	const bool countable = check_counts(c, cells, count);
	const uint64_t n = countable ? count->active + count->dormant : 0;
	uint32_t kind;
	struct estate_kind *k;
	bool fresh;

	make_key(e, cells);
	kind = intern_put(&e->memo, buf_span(&e->key), &fresh);
	if (fresh)
		learn(e, cells, check_kind(c, cells, e->wanted, n));
	else if (repeats(c, e->kinds.v[kind].flags))
		check_kind(c, cells, e->wanted, n);
	k = &e->kinds.v[kind];
	if (!countable || (k->flags & CHECK_BAD)) {
		e->refused_rows++;
		e->refused_uncounted += !countable;
		(void)num_add(&e->refused_installations, n);
		return ESTATE_REFUSED;
	}
	if (n > TALLY_INSTALLATIONS_MAX - e->active - e->dormant) {
		code_find(c->diag, RFI012, &(struct code_place){
			.file = c->at.file, .line = c->at.line },
			"all counts up to here add up to more than 2^56");
		e->refused_rows++;
		(void)num_add(&e->refused_installations, n);
		return ESTATE_REFUSED;
	}
	e->active += count->active;
	e->dormant += count->dormant;
	k->active += count->active;
	k->dormant += count->dormant;
	k->rows++;
	if (k->day > e->newest)
		e->newest = k->day;
	return kind;
}

uint32_t estate_add_rows(struct estate *e, const struct span *cells,
			 const struct estate_rows *rows)
{
	uint32_t kind;
	struct estate_kind *k;
	bool fresh;

	make_key(e, cells);
	kind = intern_put(&e->memo, buf_span(&e->key), &fresh);
	if (fresh)
		learn(e, cells, rows->flags);
	k = &e->kinds.v[kind];
	e->active += rows->active;
	e->dormant += rows->dormant;
	k->active += rows->active;
	k->dormant += rows->dormant;
	k->rows += rows->rows;
	if (k->day > e->newest)
		e->newest = k->day;
	return kind;
}

void estate_add_identity(const struct estate *e, const struct span *cells,
			 struct buf *to)
{
	for (size_t i = 0; i < e->columns.n; i++) {
		const uint32_t c = e->columns.v[i];
		const uint32_t cls = names_class(e->names,
			names_put(e->names, c, listed(c, cells[c])));

		buf_add_bytes(to, &cls, sizeof(cls));
	}
}

void estate_take_back(struct estate *e, uint32_t kind,
		      const struct check_count *count)
{
	struct estate_kind *k = &e->kinds.v[kind];

	k->active -= count->active;
	k->dormant -= count->dormant;
	k->rows--;
	e->active -= count->active;
	e->dormant -= count->dormant;
	e->refused_rows++;
	e->refused_installations += count->active + count->dormant;
}

void estate_finish(struct estate *e)
{
	for (size_t k = 0; k < e->kinds.n; k++) {
		const struct estate_kind *kind = &e->kinds.v[k];

		if (!kind->rows)
			continue;
		for (size_t i = 0; i < e->columns.n; i++)
			names_count(e->names,
				    e->spelling.v[k * e->columns.n + i],
				    kind->active + kind->dormant);
	}
}

uint32_t estate_class(const struct estate *e, uint32_t kind, unsigned column)
{
	if (!e->wanted[column])
		return NAME_BLANK;
	return names_class(e->names, e->spelling.v[kind * e->columns.n +
						   e->place[column]]);
}

uint64_t estate_installations(const struct estate *e, uint32_t kind)
{
	return e->kinds.v[kind].active + e->kinds.v[kind].dormant;
}
