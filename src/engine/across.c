/*
 * Every question is a set of small keys; what is found while rows come in
 * and can be said at once is said at once, what depends on which snapshot
 * counts waits for across_finish().
 */
#include "engine/across.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/num.h"
#include "engine/canon.h"
#include "model/codes.h"
#include "model/version.h"

void across_init(struct across *a, const struct estate *e)
{
	memset(a, 0, sizeof(*a));
	a->estate = e;
}

void across_release(struct across *a)
{
	vec_release(&a->files);
	intern_release(&a->source_keys);
	vec_release(&a->sources);
	intern_release(&a->identities);
	vec_release(&a->identity);
	vec_release(&a->first);
	intern_release(&a->counted);
	vec_release(&a->counted_line);
	intern_release(&a->ids);
	vec_release(&a->claim);
	vec_release(&a->conflicts);
	vec_release(&a->late);
}

uint32_t across_file(struct across *a, const char *name)
{
	vec_push(&a->files, name);
	return (uint32_t)a->files.n - 1;
}

/* The classes of all cells of a kind as bytes: what it says once spelling,
 * letter case and aliases are out of the way. */
static uint32_t identity_of(struct across *a, uint32_t kind)
{
	struct buf key = BUF_INIT;
	uint32_t id;
	bool fresh;

	while (a->identity.n <= kind)
		vec_push(&a->identity, INTERN_NONE);
	if (a->identity.v[kind] != INTERN_NONE)
		return a->identity.v[kind];
	for (size_t i = 0; i < a->estate->columns.n; i++) {
		const uint32_t cls = estate_class(a->estate, kind,
					a->estate->columns.v[i]);

		buf_add_bytes(&key, &cls, sizeof(cls));
	}
	id = intern_put(&a->identities, buf_span(&key), &fresh);
	a->identity.v[kind] = id;
	buf_release(&key);
	return id;
}

static struct across_source *source_of(struct across *a, uint32_t file,
				       uint32_t kind, uint64_t line)
{
	const struct estate *e = a->estate;
	const uint32_t key[] = {
		file, (uint32_t)e->kinds.v[kind].day,
		estate_class(e, kind, RFI_REPORTER_ROLE),
		estate_class(e, kind, RFI_REPORTER),
		estate_class(e, kind, RFI_SUPPLIER),
	};
	/* With a reporter named, the supplier does not tell sources apart. */
	const size_t n = key[3] == NAME_BLANK ? 5 : 4;
	bool fresh;
	const uint32_t id = intern_put(&a->source_keys,
		span_make((const char *)key, n * sizeof(*key)), &fresh);

	if (fresh) {
		struct across_source *s = vec_add(&a->sources);

		s->file = file;
		s->kind = kind;
		s->line = line;
	}
	return &a->sources.v[id];
}

static void note_first(struct across *a, uint32_t file, uint32_t kind,
		       uint64_t line)
{
	while (a->first.n <= kind) {
		struct across_place *p = vec_add(&a->first);

		p->file = UINT32_MAX;
	}
	if (a->first.v[kind].file == UINT32_MAX)
		a->first.v[kind] = (struct across_place){ file, kind, line };
}

static bool counted_twice(struct across *a, const struct check *c,
			  uint32_t file, uint32_t kind)
{
	const uint32_t key[] = { file, identity_of(a, kind) };
	bool fresh;
	const uint32_t id = intern_put(&a->counted,
		span_make((const char *)key, sizeof(key)), &fresh);

	if (fresh) {
		vec_push(&a->counted_line, c->at.line);
		return false;
	}
	code_find(c->diag, RFI011, &(struct code_place){
		.file = c->at.file, .line = c->at.line },
		"the same combination as line %llu; add the two counts up "
		"in one row", (unsigned long long)a->counted_line.v[id]);
	return true;
}

static bool claimed_twice(struct across *a, const struct check *c,
			  uint32_t file, uint32_t kind, struct span id)
{
	const struct across_place here = { file, kind, c->at.line };
	struct code_place at;
	bool fresh;
	const uint32_t n = intern_put(&a->ids, id, &fresh);

	if (fresh) {
		vec_push(&a->claim, here);
		return false;
	}
	if (a->claim.v[n].file != file) {
		struct across_conflict *x = vec_add(&a->conflicts);

		x->id = n;
		x->before = a->claim.v[n];
		x->again = here;
		a->claim.v[n] = here;
		return false;
	}
	at = check_place(&c->at, RFI_INSTALLATION_ID, &id);
	code_find(c->diag, RFI014, &at, "stands on line %llu already",
		  (unsigned long long)a->claim.v[n].line);
	return true;
}

bool across_row(struct across *a, const struct check *c, uint32_t file,
		uint32_t kind, bool has_counts, struct span id,
		uint64_t installations, uint64_t open)
{
	struct across_source *s;

	if (has_counts && counted_twice(a, c, file, kind))
		return false;
	if (id.n && claimed_twice(a, c, file, kind, id))
		return false;
	note_first(a, file, kind, c->at.line);
	s = source_of(a, file, kind, c->at.line);
	s->rows++;
	s->installations += installations;
	s->unresolved += open;
	return true;
}

void across_rows(struct across *a, uint32_t file, uint32_t kind,
		 const struct across_rows *rows)
{
	struct across_source *s;

	note_first(a, file, kind, rows->line);
	s = source_of(a, file, kind, rows->line);
	s->rows += rows->rows;
	s->installations += rows->installations;
	s->unresolved += rows->open;
}

void across_claim(struct across *a, uint32_t file, uint32_t kind,
		  uint64_t line, struct span id)
{
	struct across_late *late = vec_add(&a->late);
	bool fresh;

	late->id = intern_put(&a->ids, id, &fresh);
	late->place = (struct across_place){ file, kind, line };
	if (fresh)
		vec_push(&a->claim, ((struct across_place){
			.file = UINT32_MAX }));
}

static int by_file(const struct across_place *a, const struct across_place *b)
{
	return a->file != b->file ? (a->file > b->file) - (a->file < b->file) :
	       (a->line > b->line) - (a->line < b->line);
}

static int by_id(const void *a, const void *b)
{
	const struct across_late *x = a, *y = b;

	return x->id != y->id ? (x->id > y->id) - (x->id < y->id) :
	       by_file(&x->place, &y->place);
}

static int by_again(const void *a, const void *b)
{
	const struct across_conflict *x = a, *y = b;

	return by_file(&x->again, &y->again);
}

/* As if all claims had come in the order of files and rows. */
static void put_in_order(struct across *a)
{
	const size_t ids = a->claim.n;

	if (a->late.n == 0)
		return;
	for (size_t i = 0; i < a->conflicts.n; i++)
		vec_push(&a->late, ((struct across_late){
			a->conflicts.v[i].id, a->conflicts.v[i].before }));
	for (uint32_t i = 0; i < ids; i++)
		if (a->claim.v[i].file != UINT32_MAX)
			vec_push(&a->late, ((struct across_late){
				i, a->claim.v[i] }));
	qsort(a->late.v, a->late.n, sizeof(*a->late.v), by_id);
	a->conflicts.n = 0;
	for (size_t i = 1; i < a->late.n; i++) {
		struct across_conflict *x;

		if (a->late.v[i].id != a->late.v[i - 1].id)
			continue;
		x = vec_add(&a->conflicts);
		x->id = a->late.v[i].id;
		x->before = a->late.v[i - 1].place;
		x->again = a->late.v[i].place;
	}
	if (a->conflicts.n)
		qsort(a->conflicts.v, a->conflicts.n,
		      sizeof(*a->conflicts.v), by_again);
	a->late.n = 0;
}

static struct span reporter_name(const struct across *a,
				 const struct precedence *p, uint32_t kind)
{
	return names_print(a->estate->names,
			   p->reporters.v[p->reporter[kind]].name);
}

/* Do both claims count, and do both come from suppliers, or from SMSOs? */
static bool collide(const struct precedence *p, uint32_t k1, uint32_t k2)
{
	return p->standing[k1] != STANDING_SUPERSEDED &&
	       p->standing[k2] != STANDING_SUPERSEDED &&
	       p->reporters.v[p->reporter[k1]].is_smso ==
	       p->reporters.v[p->reporter[k2]].is_smso;
}

/* Each claim against all before it: the one just before may be superseded
 * and an older one not. */
static void find_conflicts(struct across *a, const struct check *c,
			   const struct precedence *p)
{
	uint32_t *last = mem_array(a->ids.count, sizeof(*last));
	uint32_t *before = mem_array(a->conflicts.n, sizeof(*before));

	for (uint32_t i = 0; i < a->conflicts.n; i++) {
		const struct across_conflict *x = &a->conflicts.v[i];
		const struct across_place *other = &x->before;
		const struct span id = intern_get(&a->ids, x->id);
		uint32_t at;

		before[i] = last[x->id];	/* number + 1, or 0 */
		last[x->id] = i + 1;
		for (at = before[i]; at && !collide(p, other->kind,
						    x->again.kind);
		     at = before[at - 1])
			other = &a->conflicts.v[at - 1].before;
		if (!collide(p, other->kind, x->again.kind))
			continue;
		code_find(c->diag, RFI020, &(struct code_place){
			.file = a->files.v[x->again.file],
			.line = x->again.line, .column = "installation_id",
			.value = &id },
			"is claimed by " SPAN_F " too, %s:%llu",
			SPAN_A(reporter_name(a, p, other->kind)),
			a->files.v[other->file],
			(unsigned long long)other->line);
	}
	mem_free(last);
	mem_free(before);
}

static void find_old(struct across *a, const struct check *c,
		     const struct precedence *p,
		     const struct across_limits *limits)
{
	const int32_t today = limits->as_of == DATE_NONE ?
			      a->estate->newest : limits->as_of;

	for (size_t i = 0; i < a->sources.n; i++) {
		const struct across_source *s = &a->sources.v[i];
		const int32_t day = a->estate->kinds.v[s->kind].day;
		const struct reporter *r =
			&p->reporters.v[p->reporter[s->kind]];
		const struct span who = reporter_name(a, p, s->kind);
		char text[DATE_TEXT], other[DATE_TEXT], n[NUM_TEXT];
		const struct span value = span_of(date_text(day, text));
		const struct code_place at = {
			.file = a->files.v[s->file], .line = s->line,
			.column = "snapshot_date", .value = &value,
		};

		if (day < r->newest) {
			code_find(c->diag, RFI017, &at,
				"of " SPAN_F " is superseded by %s; "
				"%s installations are not counted",
				SPAN_A(who), date_text(r->newest, other),
				num_group(s->installations, n));
			continue;
		}
		if (day == DATE_NONE || today == DATE_NONE || today <= day ||
		    (uint64_t)((int64_t)today - day) <= limits->max_age_days)
			continue;
		code_find(c->diag, RFI018, &at,
			  "of " SPAN_F " is %lld days old on %s",
			  SPAN_A(who), (long long)today - day,
			  date_text(today, other));
	}
}

/* By class of an SMSO: what it says itself, what its suppliers say. */
struct smso_totals {
	uint64_t own, suppliers;
	uint32_t kind;		/* a row of its own */
	bool has_own, has_suppliers;
};

static void add_totals(const struct across *a, const struct precedence *p,
		       struct smso_totals *t)
{
	for (uint32_t k = 0; k < a->estate->kinds.n; k++) {
		const uint32_t smso = estate_class(a->estate, k, RFI_SMSO);
		const uint64_t n = estate_installations(a->estate, k);

		if (p->standing[k] == STANDING_SUPERSEDED ||
		    !a->estate->kinds.v[k].rows)
			continue;
		if (p->reporters.v[p->reporter[k]].is_smso) {
			t[smso].own += n;
			t[smso].has_own = true;
			t[smso].kind = k;
		} else {
			t[smso].suppliers += n;
			t[smso].has_suppliers = true;
		}
	}
}

static void find_disagreement(struct across *a, const struct check *c,
			      const struct precedence *p)
{
	uint32_t top = 0;
	struct smso_totals *t;

	for (uint32_t k = 0; k < a->estate->kinds.n; k++) {
		const uint32_t smso = estate_class(a->estate, k, RFI_SMSO);

		top = smso > top ? smso : top;
	}
	t = mem_array(top + 1, sizeof(*t));
	add_totals(a, p, t);
	for (uint32_t i = 0; i <= top; i++) {
		const struct span name = t[i].has_own ?
			names_print(a->estate->names, i) : SPAN_EMPTY;
		char own[NUM_TEXT], theirs[NUM_TEXT];

		if (!t[i].has_own || !t[i].has_suppliers ||
		    t[i].own == t[i].suppliers ||
		    t[i].kind >= a->first.n)
			continue;
		code_find(c->diag, RFI019, &(struct code_place){
			.file = a->files.v[a->first.v[t[i].kind].file],
			.column = "smso", .value = &name },
			"reports %s installations, its suppliers %s",
			num_group(t[i].own, own),
			num_group(t[i].suppliers, theirs));
	}
	mem_free(t);
}

/* Versions by device, maker, model and number; and who had each first. */
struct respelling {
	struct intern versions;
	VEC(uint32_t) cls;	/* by version */
	struct intern told;	/* version, class: said already */
};

static uint32_t put_numbers(struct intern *set, const uint32_t *numbers,
			    size_t n, struct span tail, bool *fresh)
{
	struct buf key = BUF_INIT;
	uint32_t id;

	buf_add_bytes(&key, numbers, n * sizeof(*numbers));
	buf_add(&key, tail);
	id = intern_put(set, buf_span(&key), fresh);
	buf_release(&key);
	return id;
}

/* Has this firmware of this device model been seen in another spelling? */
static void check_respelling(struct across *a, const struct check *c,
			     struct respelling *r, uint32_t kind,
			     enum device d, unsigned column)
{
	const struct estate *e = a->estate;
	const uint32_t fw = estate_class(e, kind, column);
	const uint32_t model[] = {
		(uint32_t)d,
		estate_class(e, kind, rfi_column(d, PART_MANUFACTURER)),
		estate_class(e, kind, rfi_column(d, PART_MODEL)),
	};
	const struct span text = names_print(e->names, fw);
	struct buf plain = BUF_INIT;
	uint32_t version;
	bool fresh;

	if (!version_add_plain(&plain, names_canonical(e->names, fw))) {
		buf_release(&plain);
		return;
	}
	version = put_numbers(&r->versions, model, 3, buf_span(&plain),
			      &fresh);
	buf_release(&plain);
	if (fresh)
		vec_push(&r->cls, fw);
	if (r->cls.v[version] == fw)
		return;
	put_numbers(&r->told, (uint32_t[]){ version, fw }, 2, SPAN_EMPTY,
		    &fresh);
	if (fresh)
		code_find(c->diag, RFI026, &(struct code_place){
			.file = a->files.v[a->first.v[kind].file],
			.line = a->first.v[kind].line,
			.column = rfi_wide_format.columns[column].name,
			.value = &text },
			"is numerically '" SPAN_F "' of the same model; "
			"counted apart", SPAN_A(names_print(e->names,
						r->cls.v[version])));
}

static void find_respellings(struct across *a, const struct check *c)
{
	struct respelling r = { INTERN_INIT, VEC_INIT, INTERN_INIT };

	for (uint32_t k = 0; k < a->first.n; k++) {
		if (a->first.v[k].file == UINT32_MAX)
			continue;
		for (unsigned d = 0; d < DEVICES; d++) {
			check_respelling(a, c, &r, k, (enum device)d,
				rfi_column((enum device)d, PART_FW_VERSION));
			check_respelling(a, c, &r, k, (enum device)d,
				rfi_target_fw((enum device)d));
		}
	}
	intern_release(&r.versions);
	intern_release(&r.told);
	vec_release(&r.cls);
}

void across_finish(struct across *a, const struct check *c,
		   const struct precedence *p,
		   const struct across_limits *limits)
{
	put_in_order(a);
	find_conflicts(a, c, p);
	find_old(a, c, p, limits);
	find_disagreement(a, c, p);
	find_respellings(a, c);
}
