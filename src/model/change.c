/* Names of classes and consequences, and the tables they stand in. */
#include "model/change.h"

#include "base/bug.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column change_columns[] = {
#include "model/change.cols.h"
};
static const struct table_column change_rule_columns[] = {
#include "model/change_rule.cols.h"
};
static const struct table_column voided_columns[] = {
#include "model/voided.cols.h"
};
static const struct table_column conflict_columns[] = {
#include "model/conflict.cols.h"
};
static const struct table_column suggest_columns[] = {
#include "model/suggest.cols.h"
};
static const struct table_column verify_columns[] = {
#include "model/verify.cols.h"
};
#undef COL

static const char *const ppcl[] = TABLE_CODES("PPCL");
static const char *const sit[] = TABLE_CODES("SIT");

#define FORMAT(name, schema_name, table, family) \
	const struct table_format name = { \
		.schema = schema_name, \
		.codes = family, \
		.columns = table, \
		.count = sizeof(table) / sizeof(table[0]), \
	}

FORMAT(change_format, "ppcl-diff/1", change_columns, ppcl);
FORMAT(patch_format, "ppcl-patch/1", change_columns, ppcl);
FORMAT(change_rule_format, "ppcl-diff-rules/1", change_rule_columns, ppcl);
/* who reads it is sit-run */
FORMAT(voided_format, "ppcl-voided/1", voided_columns, sit);
FORMAT(conflict_format, "ppcl-conflicts/1", conflict_columns, ppcl);
FORMAT(suggest_format, "ppcl-suggestion/1", suggest_columns, ppcl);
FORMAT(verify_format, "ppcl-verified/1", verify_columns, ppcl);

static const char *const names[CHANGES] = {
	"ADDED", "REMOVED", "FW_RESOLVED", "FW_CHANGED", "FW_REOPENED",
	"HW_CHANGED", "PPMID_SWAPPED", "WAN_CHANGED", "SHARE_CHANGED",
	"RENUMBERED", "LABEL_ONLY",
};

static const struct {
	unsigned bit;
	const char *name;
} consequences[] = {
	{ OBLIGES_NOTIFY, "NOTIFY" },
	{ OBLIGES_CLAUSE_13, "CLAUSE_13" },
	{ OBLIGES_VOIDS, "VOIDS_EVIDENCE" },
	{ OBLIGES_ERROR, "ERROR" },
};

enum { KINDS = sizeof(consequences) / sizeof(consequences[0]) };

const char *change_name(enum change_class c)
{
	if (c >= CHANGES)
		BUG("no such class of change");
	return names[c];
}

bool change_named(struct span name, enum change_class *c)
{
	for (unsigned i = 0; i < CHANGES; i++) {
		if (span_eq_nocase(name, span_of(names[i]))) {
			*c = (enum change_class)i;
			return true;
		}
	}
	return false;
}

const char *change_column_name(unsigned column)
{
	switch (column) {
	case CHANGE_WHOLE_ROW:
		return "";
	case CHANGE_PREVIOUS:
		return "previous";
	case CHANGE_AS_OF:
		return "as_of";
	default:
		return ppcl_format.columns[column].name;
	}
}

bool change_column_named(struct span name, unsigned *column)
{
	for (*column = 0; *column <= CHANGE_AS_OF; (*column)++) {
		if (span_eq_nocase(name, span_of(change_column_name(*column))))
			return true;
	}
	return false;
}

void consequence_add(struct buf *b, unsigned consequence)
{
	const size_t before = b->n;

	for (unsigned i = 0; i < KINDS; i++) {
		if (!(consequence & consequences[i].bit))
			continue;
		if (b->n > before)
			buf_add_char(b, '+');
		buf_add(b, span_of(consequences[i].name));
	}
	if (b->n == before)
		buf_add(b, SPAN("NONE"));
}

bool consequence_named(struct span list, unsigned *consequence)
{
	struct span name;

	*consequence = 0;
	if (span_eq_nocase(list, SPAN("NONE")))
		return true;
	if (list.n == 0)
		return false;
	while (span_cut(&list, '+', &name)) {
		unsigned i = 0;

		while (i < KINDS && !span_eq_nocase(name,
				span_of(consequences[i].name)))
			i++;
		if (i == KINDS)
			return false;
		*consequence |= consequences[i].bit;
	}
	return true;
}

void change_cells(const struct change *c, struct arena *a,
		  struct span cells[CHANGE_COLUMNS])
{
	struct buf b = BUF_INIT;

	consequence_add(&b, c->consequence);
	cells[CHANGE_COL_CHANGE] = span_of(change_name(c->class));
	cells[CHANGE_COL_PPC_ID] = c->ppc_id;
	cells[CHANGE_COL_OLD_PPC_ID] = c->old_ppc_id;
	cells[CHANGE_COL_COLUMN] = span_of(change_column_name(c->column));
	cells[CHANGE_COL_OLD] = c->old;
	cells[CHANGE_COL_NEW] = c->new;
	cells[CHANGE_COL_CONSEQUENCE] = arena_span(a, buf_span(&b));
	buf_release(&b);
}

void changes_release(struct changes *c)
{
	vec_release(&c->v);
	arena_release(&c->arena);
}
