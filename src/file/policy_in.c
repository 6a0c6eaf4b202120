/* One function a member; a table of members drives them and the check for
 * unknown names. */
#include "file/policy_in.h"

#include "base/num.h"
#include "file/doc.h"
#include "model/codes.h"

struct reader {
	struct doc *doc;
	struct policy *p;
	struct diag *d;
};

typedef void member_reader(struct reader *r, const struct doc_value *v);

static bool choice(struct reader *r, const struct doc_value *v,
		   const char *const *names, unsigned *index)
{
	struct buf b = BUF_INIT;
	struct span s;

	if (!doc_string(r->doc, v, &s))
		return false;
	for (*index = 0; names[*index]; (*index)++) {
		if (span_eq_nocase(s, span_of(names[*index])))
			return true;
	}
	buf_add(&b, SPAN("is not one of"));
	for (unsigned i = 0; names[i]; i++)
		buf_addf(&b, "%s %s", i ? "," : "", names[i]);
	doc_reject(r->doc, v, b.p);
	buf_release(&b);
	return false;
}

static struct span keep(struct reader *r, struct span s)
{
	return arena_span(&r->p->arena, s);
}

static bool column_named(struct reader *r, const struct doc_value *v,
			 struct span name, uint32_t *column)
{
	const char *nearest;
	struct buf b = BUF_INIT;

	*column = table_find(&rfi_wide_format, name);
	if (*column != TABLE_ABSENT && policy_key_column(*column))
		return true;
	if (*column != TABLE_ABSENT) {
		doc_reject(r->doc, v, "is not a column that a key can have");
		return false;
	}
	nearest = table_nearest(&rfi_wide_format, name);
	buf_add(&b, SPAN("is not a column of a return"));
	if (nearest)
		buf_addf(&b, "; the nearest is '%s'", nearest);
	doc_reject(r->doc, v, b.p);
	buf_release(&b);
	return false;
}

static bool read_column(struct reader *r, const struct doc_value *v,
			uint32_t *column)
{
	struct span name;

	return doc_string(r->doc, v, &name) &&
	       column_named(r, v, name, column);
}

static void read_capability(struct reader *r, const struct doc_value *v)
{
	struct span s;

	if (doc_string(r->doc, v, &s))
		r->p->capability = keep(r, s);
}

static void read_scope(struct reader *r, const struct doc_value *v)
{
	static const char *const known[] = {
		"smso", "exclude_manufacturer", NULL,
	};
	const struct doc_value *list, *item;
	struct span s;

	if (!doc_is_object(r->doc, v))
		return;
	doc_members_known(r->doc, v, known);
	list = doc_member(v, "smso");
	if (list && doc_is_array(r->doc, list)) {
		for (item = NULL; (item = doc_next(list, item));) {
			if (doc_string(r->doc, item, &s))
				vec_push(&r->p->smso, keep(r, s));
		}
	}
	list = doc_member(v, "exclude_manufacturer");
	if (list && doc_is_array(r->doc, list)) {
		for (item = NULL; (item = doc_next(list, item));) {
			if (doc_string(r->doc, item, &s))
				vec_push(&r->p->exclude_maker, keep(r, s));
		}
	}
}

static void read_ihd(struct reader *r, const struct doc_value *v)
{
	static const char *const names[] = {
		"ppmid-if-upgradeable", "always", "never", NULL,
	};
	unsigned i;

	if (choice(r, v, names, &i))
		r->p->ihd = (enum policy_ihd)i;
}

static void read_upgrades(struct reader *r, const struct doc_value *v)
{
	static const char *const names[] = {
		"target-firmware", "installed", NULL,
	};
	unsigned i;

	if (choice(r, v, names, &i))
		r->p->upgrades = (enum policy_upgrades)i;
}

static void read_non_intenders(struct reader *r, const struct doc_value *v)
{
	static const char *const names[] = { "exclude", "include", NULL };
	unsigned i;

	if (choice(r, v, names, &i))
		r->p->non_intenders = (enum policy_non_intenders)i;
}

static void read_incomplete(struct reader *r, const struct doc_value *v)
{
	static const char *const names[] = { "unresolved", "keep", NULL };
	unsigned i;

	if (choice(r, v, names, &i))
		r->p->incomplete = (enum policy_incomplete)i;
}

static void read_reporters(struct reader *r, const struct doc_value *v)
{
	static const char *const names[] = {
		"smso-over-supplier", "sum", "supplier", NULL,
	};
	unsigned i;

	if (choice(r, v, names, &i))
		r->p->reporters = (enum policy_reporters)i;
}

static void read_cover(struct reader *r, const struct doc_value *v)
{
	static const char *const names[] = {
		"none", "hardware", "model", "pair", NULL,
	};
	unsigned i;

	if (choice(r, v, names, &i))
		r->p->cover = (enum policy_cover)i;
}

static void read_key(struct reader *r, const struct doc_value *v)
{
	const struct doc_value *item;
	uint32_t column;

	if (!doc_is_array(r->doc, v))
		return;
	r->p->key.n = 0;
	for (item = NULL; (item = doc_next(v, item));) {
		if (!read_column(r, item, &column))
			continue;
		if (policy_in_key(r->p, column))
			doc_reject(r->doc, item, "is in the key already");
		else
			vec_push(&r->p->key, column);
	}
	if (r->p->key.n == 0)
		doc_reject(r->doc, v, "names no column; leave 'key' out for "
			   "the default");
}

static void read_mask(struct reader *r, const struct doc_value *v)
{
	const struct doc_value *item;
	uint32_t column;

	if (!doc_is_array(r->doc, v))
		return;
	for (item = NULL; (item = doc_next(v, item));) {
		if (read_column(r, item, &column))
			r->p->masked[column] = true;
	}
}

static void read_hardware(struct reader *r, const struct doc_value *v)
{
	const struct doc_value *item;
	uint32_t column;

	if (!doc_is_array(r->doc, v))
		return;
	r->p->hardware.n = 0;
	for (item = NULL; (item = doc_next(v, item));) {
		if (read_column(r, item, &column))
			vec_push(&r->p->hardware, column);
	}
}

static void read_top(struct reader *r, const struct doc_value *v)
{
	uint64_t n;

	if (doc_count(r->doc, v, &n))
		r->p->top = n;
}

static void read_min_share(struct reader *r, const struct doc_value *v)
{
	struct span s;
	uint64_t n;

	if (!doc_number(r->doc, v, &s))
		return;
	if (num_parse_decimal(s, 2, &n) && n <= 10000)
		r->p->min_share_hundredths = n;
	else
		doc_reject(r->doc, v, "is not a percentage from 0 to 100 "
			   "with at most two decimals");
}

static bool read_when(struct reader *r, const struct doc_value *v,
		      struct policy_when *w)
{
	const struct doc_value *m;
	uint32_t *columns;
	struct span *values;
	size_t n = 0;
	bool ok = true;

	if (!doc_is_object(r->doc, v))
		return false;
	for (m = NULL; (m = doc_next(v, m));)
		n++;
	columns = arena_zero(&r->p->arena, n + 1, sizeof(*columns));
	values = arena_zero(&r->p->arena, n + 1, sizeof(*values));
	*w = (struct policy_when){ 0, columns, values };
	for (m = NULL; (m = doc_next(v, m));) {
		struct span s;

		if (!column_named(r, m, doc_key(m), &columns[w->n]) ||
		    !doc_string(r->doc, m, &s)) {
			ok = false;
			continue;
		}
		values[w->n++] = keep(r, s);
	}
	if (n == 0) {
		doc_reject(r->doc, v, "names no column, so it would match "
			   "everything");
		return false;
	}
	return ok;
}

static void read_require(struct reader *r, const struct doc_value *v)
{
	const struct doc_value *item;
	struct policy_when w;

	if (!doc_is_array(r->doc, v))
		return;
	for (item = NULL; (item = doc_next(v, item));) {
		if (read_when(r, item, &w))
			vec_push(&r->p->require, w);
	}
}

static void read_forbid(struct reader *r, const struct doc_value *v)
{
	const struct doc_value *item;
	struct policy_when w;

	if (!doc_is_array(r->doc, v))
		return;
	for (item = NULL; (item = doc_next(v, item));) {
		if (read_when(r, item, &w))
			vec_push(&r->p->forbid, w);
	}
}

static void read_ppc_order(struct reader *r, const struct doc_value *v)
{
	const struct doc_value *a, *b;
	struct span first = SPAN_EMPTY, second = SPAN_EMPTY;

	if (!doc_is_array(r->doc, v))
		return;
	a = doc_next(v, NULL);
	b = a ? doc_next(v, a) : NULL;
	if (a && !doc_string(r->doc, a, &first))
		return;
	if (b && !doc_string(r->doc, b, &second))
		return;
	if (span_eq(first, SPAN("smso")) && span_eq(second, SPAN("rank")) &&
	    !doc_next(v, b))
		r->p->ppc_by_smso = true;
	else if (span_eq(first, SPAN("rank")) && !b)
		r->p->ppc_by_smso = false;
	else
		doc_reject(r->doc, v,
			   "is neither [\"smso\", \"rank\"] nor [\"rank\"]");
}

static void read_ppc_id(struct reader *r, const struct doc_value *v)
{
	static const char *const known[] = { "prefix", "order", NULL };
	const struct doc_value *m;
	struct span s;

	if (!doc_is_object(r->doc, v))
		return;
	doc_members_known(r->doc, v, known);
	m = doc_member(v, "prefix");
	if (m && doc_string(r->doc, m, &s))
		r->p->ppc_prefix = keep(r, s);
	m = doc_member(v, "order");
	if (m)
		read_ppc_order(r, m);
}

static void read_hold(struct reader *r, const struct doc_value *v)
{
	static const char *const known[] = { "when", "reason", NULL };
	const struct doc_value *when, *reason;
	struct policy_hold h;

	if (!doc_is_object(r->doc, v))
		return;
	doc_members_known(r->doc, v, known);
	when = doc_member(v, "when");
	reason = doc_member(v, "reason");
	if (!when || !reason) {
		doc_reject(r->doc, v, "needs 'when' and 'reason'");
		return;
	}
	if (!read_when(r, when, &h.when) ||
	    !doc_string(r->doc, reason, &h.reason))
		return;
	if (span_trim(h.reason).n == 0) {
		doc_reject(r->doc, reason, "says no reason");
		return;
	}
	h.reason = keep(r, h.reason);
	vec_push(&r->p->holds, h);
}

static void read_entry_hold(struct reader *r, const struct doc_value *v)
{
	const struct doc_value *item;

	if (!doc_is_array(r->doc, v))
		return;
	for (item = NULL; (item = doc_next(v, item));)
		read_hold(r, item);
}

static const struct {
	const char *name;
	member_reader *read;
} members[] = {
	{ "capability", read_capability },
	{ "scope", read_scope },
	{ "ihd", read_ihd },
	{ "upgrades", read_upgrades },
	{ "non_intenders", read_non_intenders },
	{ "incomplete", read_incomplete },
	{ "reporters", read_reporters },
	{ "key", read_key },
	{ "mask", read_mask },
	{ "hardware", read_hardware },
	{ "top", read_top },
	{ "cover", read_cover },
	{ "min_share", read_min_share },
	{ "require", read_require },
	{ "forbid", read_forbid },
	{ "ppc_id", read_ppc_id },
	{ "entry_hold", read_entry_hold },
};

#define MEMBERS (sizeof(members) / sizeof(members[0]))

/* A condition can only be met on what the key tells apart. */
static void check_columns(struct reader *r, const struct doc_value *root,
			  const char *member, const struct policy_when *when)
{
	const struct doc_value *v = doc_member(root, member);

	for (uint32_t i = 0; v && i < when->n; i++) {
		const uint32_t c = when->column[i];
		const struct span name =
			span_of(rfi_wide_format.columns[c].name);

		if (policy_in_key(r->p, c) && !r->p->masked[c])
			continue;
		code_find(r->d, POL010, &(struct code_place){
			.file = doc_name(r->doc), .column = member,
			.value = &name },
			"is not in the key, or is masked; the condition "
			"could never be met");
	}
}

static void check_conditions(struct reader *r, const struct doc_value *root)
{
	const struct policy *p = r->p;

	for (size_t i = 0; i < p->require.n; i++)
		check_columns(r, root, "require", &p->require.v[i]);
	for (size_t i = 0; i < p->forbid.n; i++)
		check_columns(r, root, "forbid", &p->forbid.v[i]);
	for (size_t i = 0; i < p->holds.n; i++)
		check_columns(r, root, "entry_hold", &p->holds.v[i].when);
	for (size_t i = 0; i < p->hardware.n; i++) {
		const struct policy_when w = { 1, &p->hardware.v[i], NULL };

		check_columns(r, root, "hardware", &w);
	}
}

bool policy_read(struct policy *p, const char *path,
		 const struct input_limits *limits, struct diag *d,
		 char digest[SHA256_TEXT], bool *system)
{
	static const char *const codes[] = TABLE_CODES("POL");
	const uint64_t errors = d->count[DIAG_ERROR];
	struct reader r = { doc_read(path, limits, d, codes), p, d };
	const struct doc_value *root = doc_root(r.doc);
	const char *known[MEMBERS + 1];

	*system = doc_system_error(r.doc);
	if (root && doc_is_object(r.doc, root)) {
		for (size_t i = 0; i < MEMBERS; i++)
			known[i] = members[i].name;
		known[MEMBERS] = NULL;
		doc_members_known(r.doc, root, known);
		for (size_t i = 0; i < MEMBERS; i++) {
			const struct doc_value *v =
				doc_member(root, members[i].name);

			if (v)
				members[i].read(&r, v);
		}
		check_conditions(&r, root);
	}
	doc_digest(r.doc, digest);
	doc_close(r.doc);
	return d->count[DIAG_ERROR] == errors && !*system;
}
