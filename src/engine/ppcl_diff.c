/*
 * Both releases are sorted, so a merge gives the order. The usual cell is
 * the same in both, and costs one comparison of bytes.
 */
#include "engine/ppcl_diff.h"

#include "base/num.h"
#include "engine/canon.h"
#include "engine/ppcl_rules.h"
#include "model/version.h"

struct differ {
	const struct ppcl_match *m;
	const struct release *old, *new;
	uint32_t stated;		/* by both */
	struct changes *c;
};

static struct change *add(struct differ *f, enum change_class class,
			  unsigned column, const struct release_row *old,
			  const struct release_row *new)
{
	struct change *c = vec_add(&f->c->v);
	const struct span none = SPAN_EMPTY;

	c->class = class;
	c->column = column;
	c->consequence = ppcl_rule_for(class, column)->consequence;
	c->ppc_id = new ? new->cell[PPCL_PPC_ID] :
		    old ? old->cell[PPCL_PPC_ID] : none;
	c->old_ppc_id = old && new && !span_eq(old->cell[PPCL_PPC_ID],
					       new->cell[PPCL_PPC_ID]) ?
			old->cell[PPCL_PPC_ID] : none;
	c->old = c->new = none;
	if (column < PPCL_COLUMNS) {
		c->old = old ? old->cell[column] : none;
		c->new = new ? new->cell[column] : none;
	}
	return c;
}

/* A name that one side does not provide says nothing of another one. */
static bool name_differs(const struct release_row *old,
			 const struct release_row *new, unsigned column,
			 bool may_be_blank)
{
	const struct span a = old->cell[column], b = new->cell[column];

	if (span_eq(a, b) || (may_be_blank && (a.n == 0 || b.n == 0)))
		return false;
	return !canon_eq(a, b);
}

static enum change_class class_of_firmware(struct span old, struct span new,
					   bool other_device, enum device d)
{
	if (ppcl_same(PPCL_CH_FW_VERSION, old, new))
		return CHANGE_LABEL_ONLY;
	if (other_device)
		return d == DEVICE_PPMID ? CHANGE_PPMID_SWAPPED :
					   CHANGE_HW_CHANGED;
	if (version_is_tbc(old))
		return CHANGE_FW_RESOLVED;
	return version_is_tbc(new) ? CHANGE_FW_REOPENED : CHANGE_FW_CHANGED;
}

static void diff_device(struct differ *f, enum device d,
			const struct release_row *old,
			const struct release_row *new)
{
	const unsigned at = release_column(d, 0);
	const enum change_class hw = d == DEVICE_PPMID ?
		CHANGE_PPMID_SWAPPED : CHANGE_HW_CHANGED;
	bool other[RELEASE_PARTS] = { false };

	for (unsigned p = RELEASE_MAKER; p <= RELEASE_MODEL; p++)
		other[p] = (f->stated >> (at + p) & 1) &&
			   name_differs(old, new, at + p,
					p == RELEASE_MAKER);
	for (unsigned p = 0; p < RELEASE_PARTS; p++) {
		const struct span a = old->cell[at + p], b = new->cell[at + p];
		enum change_class class = other[p] ? hw : CHANGE_LABEL_ONLY;

		if (!(f->stated >> (at + p) & 1) || span_eq(a, b))
			continue;
		if (p == RELEASE_FIRMWARE)
			class = class_of_firmware(a, b,
				other[RELEASE_MAKER] || other[RELEASE_MODEL],
				d);
		add(f, class, at + p, old, new);
	}
}

static enum change_class class_of_cell(unsigned column,
				       const struct release_row *old,
				       const struct release_row *new)
{
	switch (column) {
	case PPCL_SMSO:
	case PPCL_FUEL_TYPE:
		return name_differs(old, new, column, true) ?
		       CHANGE_HW_CHANGED : CHANGE_LABEL_ONLY;
	case PPCL_WAN_PROVIDER:
		return name_differs(old, new, column, true) ?
		       CHANGE_WAN_CHANGED : CHANGE_LABEL_ONLY;
	case PPCL_SHARE_PERCENT:
		return CHANGE_SHARE_CHANGED;
	case PPCL_PPC_ID:
		return name_differs(old, new, column, false) ?
		       CHANGE_RENUMBERED : CHANGE_LABEL_ONLY;
	default:
		return CHANGE_LABEL_ONLY;
	}
}

static void diff_rows(struct differ *f, const struct release_row *old,
		      const struct release_row *new)
{
	for (unsigned c = 0; c < PPCL_COLUMNS; c++) {
		enum device d;
		unsigned part;

		if (release_column_device(c, &d, &part)) {
			if (part == 0)
				diff_device(f, d, old, new);
			continue;
		}
		if ((f->stated >> c & 1) &&
		    !span_eq(old->cell[c], new->cell[c]))
			add(f, class_of_cell(c, old, new), c, old, new);
	}
}

/* 51.95 and 52 are one share, stated to the hundredth and to the whole. */
static bool same_list_share(struct differ *f)
{
	const struct span a = f->old->list_share, b = f->new->list_share;
	struct arena scratch = ARENA_INIT;
	uint64_t x, y;
	bool same = span_eq(a, b), exact;

	if (!same && num_parse(a, &x) != num_parse(b, &y))
		same = span_eq(release_share_whole(f->old, &scratch, &exact),
			       release_share_whole(f->new, &scratch, &exact));
	arena_release(&scratch);
	return same;
}

static void diff_list(struct differ *f)
{
	struct change *c;

	if ((f->stated >> PPCL_CAPABILITY & 1) &&
	    !span_eq(f->old->capability, f->new->capability)) {
		c = add(f, CHANGE_LABEL_ONLY, PPCL_CAPABILITY, NULL, NULL);
		c->old = f->old->capability;
		c->new = f->new->capability;
	}
	if ((f->stated >> PPCL_LIST_SHARE_PERCENT & 1) &&
	    !same_list_share(f)) {
		c = add(f, CHANGE_SHARE_CHANGED, PPCL_LIST_SHARE_PERCENT,
			NULL, NULL);
		c->old = f->old->list_share;
		c->new = f->new->list_share;
	}
}

static const char *const short_names[DEVICES] = {
	"hub", "ESME", "GSME", "PPMID",
};

struct span ppcl_words(const struct release_row *row, struct arena *a)
{
	struct buf b = BUF_INIT;
	struct span words;

	buf_add(&b, row->cell[PPCL_SMSO]);
	for (unsigned d = 0; d < DEVICES; d++) {
		const struct span *cell =
			&row->cell[release_column((enum device)d, 0)];

		if (cell[RELEASE_MODEL].n == 0)
			continue;
		buf_addf(&b, "%s%s " SPAN_F, b.n ? ", " : "",
			 short_names[d], SPAN_A(cell[RELEASE_MODEL]));
		if (!span_eq(cell[RELEASE_MODEL], SPAN("NONE")) &&
		    cell[RELEASE_FIRMWARE].n)
			buf_addf(&b, " " SPAN_F,
				 SPAN_A(cell[RELEASE_FIRMWARE]));
	}
	words = arena_span(a, buf_span(&b));
	buf_release(&b);
	return words;
}

static void diff_removed(struct differ *f, size_t i)
{
	const struct release_row *row = &f->old->rows.v[i];

	add(f, CHANGE_REMOVED, CHANGE_WHOLE_ROW, row, NULL)->old =
		ppcl_words(row, &f->c->arena);
}

static void diff_new(struct differ *f, size_t i)
{
	const struct release_row *row = &f->new->rows.v[i];
	const size_t old = f->m->old_of[i];

	if (old == PPCL_NO_ROW)
		add(f, CHANGE_ADDED, CHANGE_WHOLE_ROW, NULL, row)->new =
			ppcl_words(row, &f->c->arena);
	else
		diff_rows(f, &f->old->rows.v[old], row);
}

static bool comes_before(const struct release_row *a,
			 const struct release_row *b)
{
	if (a->number != b->number)
		return a->number < b->number;
	return span_cmp(a->cell[PPCL_PPC_ID], b->cell[PPCL_PPC_ID]) <= 0;
}

void ppcl_diff_matched(const struct ppcl_match *m, struct changes *c)
{
	struct differ f = { m, m->old, m->new, m->old->stated &
			    m->new->stated, c };
	size_t i = 0, j = 0;

	diff_list(&f);
	for (;;) {
		while (i < f.old->rows.n && m->new_of[i] != PPCL_NO_ROW)
			i++;
		if (i == f.old->rows.n && j == f.new->rows.n)
			return;
		if (j == f.new->rows.n || (i < f.old->rows.n &&
		    comes_before(&f.old->rows.v[i], &f.new->rows.v[j])))
			diff_removed(&f, i++);
		else
			diff_new(&f, j++);
	}
}

void ppcl_diff(const struct release *old, const struct release *new,
	       struct changes *c)
{
	struct ppcl_match m;

	ppcl_match_init(&m, old, new);
	ppcl_diff_matched(&m, c);
	ppcl_match_release(&m);
}
