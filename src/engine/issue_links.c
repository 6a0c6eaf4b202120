/* Links of results come behind those of the table; each stands once. */
#include "engine/issue_links.h"

#include <stdlib.h>

#include "model/codes.h"

struct linker {
	struct issue_links *l;
	const struct outcomes *o;
	struct intern issues;
	struct intern seen;		/* issue and case */
	const char *file;
	struct diag *d;
};

bool issue_is_open(const struct test_issue *i)
{
	return i->status != ISSUE_CLOSED;
}

static void add(struct linker *k, uint32_t issue, struct span id,
		uint32_t which)
{
	struct buf key = BUF_INIT;
	bool fresh;

	buf_add_u64(&key, issue);
	buf_add_char(&key, ' ');
	buf_add(&key, id);
	intern_put(&k->seen, buf_span(&key), &fresh);
	buf_release(&key);
	if (fresh)
		vec_push(&k->l->v, ((struct issue_link){ issue, which, id }));
}

static void of_table(struct linker *k, const struct test_issue *t,
		     uint32_t issue)
{
	struct span rest = t->case_ids, id;

	while (span_cut(&rest, ';', &id)) {
		uint32_t which;

		id = span_trim(id);
		if (!id.n)
			continue;
		which = intern_find(&k->o->ids, id);
		if (which == INTERN_NONE)
			code_find(k->d, SIT154, &(struct code_place){
				.file = k->file, .line = t->line,
				.column = "case_ids", .value = &id },
				"is no case that was planned or run");
		add(k, issue, id, which);
	}
}

static void of_result(struct linker *k, const struct outcome *is)
{
	struct span rest = is->row->cell[RESULT_ISSUE_IDS], name;

	while (span_cut(&rest, ';', &name)) {
		const struct outcome_case *c = &k->o->cases.v[is->which];
		uint32_t issue;

		name = span_trim(name);
		if (!name.n)
			continue;
		issue = intern_find(&k->issues, name);
		if (issue == INTERN_NONE)
			code_find(k->d, SIT155, &(struct code_place){
				.line = is->row->line, .column = "issue_ids",
				.value = &name }, "is no issue of the table");
		else
			add(k, issue, c->id, is->which);
	}
}

static int by_issue(const void *pa, const void *pb)
{
	const struct issue_link *a = pa, *b = pb;

	if (a->issue != b->issue)
		return a->issue < b->issue ? -1 : 1;
	return span_cmp(a->id, b->id);
}

void issue_links_make(struct issue_links *l, const struct test_issues *t,
		      const struct outcomes *o, const char *file,
		      struct diag *d)
{
	struct linker k = { .l = l, .o = o, .issues = INTERN_INIT,
			    .seen = INTERN_INIT, .file = file, .d = d };
	size_t at = 0;

	*l = (struct issue_links){ VEC_INIT, VEC_INIT };
	for (size_t i = 0; i < t->v.n; i++)
		intern_put(&k.issues, t->v.v[i].id, NULL);
	for (size_t i = 0; i < t->v.n; i++)
		of_table(&k, &t->v.v[i], (uint32_t)i);
	for (size_t i = 0; i < o->v.n; i++)
		of_result(&k, &o->v.v[i]);
	if (l->v.n > 1)
		qsort(l->v.v, l->v.n, sizeof(*l->v.v), by_issue);
	for (size_t i = 0; i <= t->v.n; i++) {
		while (at < l->v.n && l->v.v[at].issue < i)
			at++;
		vec_push(&l->first, at);
	}
	intern_release(&k.issues);
	intern_release(&k.seen);
}

void issue_links_release(struct issue_links *l)
{
	vec_release(&l->v);
	vec_release(&l->first);
}

/* The second part of an id that nobody planned still names a combination. */
static bool is_of(const struct issue_link *k, const struct outcomes *o,
		  struct span ppc_id)
{
	struct span rest = k->id, part;

	if (k->which != INTERN_NONE)
		return span_eq(o->cases.v[k->which].ppc_id, ppc_id);
	return span_cut(&rest, '/', &part) && span_cut(&rest, '/', &part) &&
	       span_eq(part, ppc_id);
}

bool issue_concerns(const struct issue_links *l, const struct outcomes *o,
		    size_t issue, struct span ppc_id)
{
	const size_t first = l->first.v[issue], end = l->first.v[issue + 1];

	for (size_t i = first; i < end; i++) {
		if (is_of(&l->v.v[i], o, ppc_id))
			return true;
	}
	return first == end;
}
