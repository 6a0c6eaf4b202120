/*
 * The rows of the body table are walked in order, and each takes from the
 * tree of parameters what is its own; what is left at the end of an element
 * is unknown there. So order is the table's, never the parameters'.
 */
#include "engine/duis_body.h"

#include "engine/duis_tree.h"
#include "engine/duis_value.h"
#include "model/codes.h"
#include "model/srv_body.h"

#define WIDTH_MAX	400	/* an alert has 150, a schedule 120 */

static const struct duis_profile plain = { .version = 51 };

struct build {
	const struct duis_body_ask *ask;
	const struct duis_profile *profile;
	struct srv_body rows;
	struct arena *arena;		/* of the elements */
	struct diag *d;
};

unsigned duis_version(struct span s)
{
	if (s.n != 3 || s.p[0] < '0' || s.p[0] > '9' || s.p[1] != '.' ||
	    s.p[2] < '0' || s.p[2] > '9')
		return 0;
	return (unsigned)(s.p[0] - '0') * 10 + (unsigned)(s.p[2] - '0');
}

/* ---- findings ---- */

/* The first parameter at or below the node says where it was written. */
static const struct duis_param *some_param(const struct duis_node *n)
{
	const struct duis_param *p = n->param;

	for (n = n->first; n && !p; n = n->next)
		p = some_param(n);
	return p;
}

/* About the node, or about what is missing below it. */
static void complain(struct build *b, enum code code,
		     const struct duis_node *n, const char *missing,
		     const struct span *value, struct span text)
{
	const struct duis_param *p = some_param(n);
	struct buf path = BUF_INIT;

	if (n->parent)
		duis_tree_path(n, &path);
	if (missing)
		buf_addf(&path, "%s%s", path.n ? "/" : "", missing);
	code_find(b->d, code, &(struct code_place){
		.file = b->ask->file,
		.line = p && p->line ? p->line : b->ask->line,
		.column = path.n ? path.p : NULL, .value = value },
		SPAN_F, SPAN_A(text));
	buf_release(&path);
}

static void complain_text(struct build *b, enum code code,
			  const struct duis_node *n, const char *missing,
			  struct buf *text)
{
	complain(b, code, n, missing, NULL, buf_span(text));
	buf_release(text);
}

/* ---- rows ---- */

static struct span row_name(const struct build *b, uint32_t i)
{
	const struct srv_row *row = &b->rows.row[i];
	const char *given = NULL;

	/* the two elements themselves, not what is in one of them */
	if (row->profile == SRV_PROFILE_MP192 && row->level == 2)
		given = row->type == SRV_EMPTY ? b->profile->child_4_3 :
						 b->profile->child_4_4_3;
	return span_of(given ? given : srv_row_name(row));
}

static bool allowed(const struct build *b, uint32_t i)
{
	const uint8_t wanted = b->rows.row[i].profile;

	if (wanted == SRV_PROFILE_MP192)
		return b->profile->mp192;
	return (b->profile->version ? b->profile->version : 51) >= wanted;
}

static bool is_group(const struct srv_row *row)
{
	return row->type == SRV_CHOICE || row->type == SRV_GROUP;
}

#define each_child(b, i, j) \
	(uint32_t j = (i) + 1, end_ = srv_body_end(&(b)->rows, (i)); \
	 j < end_; j = srv_body_end(&(b)->rows, j))

/* Does a parameter speak of the row, or of one in the group? */
static bool spoken_of(const struct build *b, uint32_t i,
		      const struct duis_node *n)
{
	uint32_t highest;

	if (!is_group(&b->rows.row[i]))
		return duis_tree_count(n, row_name(b, i), &highest) > 0;
	for each_child(b, i, j) {
		if (spoken_of(b, j, n))
			return true;
	}
	return false;
}

/* May it be absent? Of a choice: may one of its alternatives? */
static bool optional(const struct build *b, uint32_t i)
{
	const struct srv_row *row = &b->rows.row[i];

	if (!is_group(row))
		return row->least == 0;
	for each_child(b, i, j) {
		if (optional(b, j) == (row->type == SRV_CHOICE))
			return row->type == SRV_CHOICE;
	}
	return row->type == SRV_GROUP;
}

static void mark_used(struct duis_node *n)
{
	n->used = true;
	for (n = n->first; n; n = n->next)
		mark_used(n);
}

/* What the parameters say of the row is dealt with. */
static void mark_row(const struct build *b, uint32_t i,
		     const struct duis_node *n)
{
	if (is_group(&b->rows.row[i])) {
		for each_child(b, i, j)
			mark_row(b, j, n);
		return;
	}
	for (struct duis_node *c = n->first; c; c = c->next) {
		if (span_eq(c->name, row_name(b, i)))
			mark_used(c);
	}
}

/* "A", or of a group "A with B" */
static void add_names(const struct build *b, uint32_t i, const char *between,
		      struct buf *out)
{
	if (!is_group(&b->rows.row[i])) {
		buf_add(out, row_name(b, i));
		return;
	}
	for each_child(b, i, j) {
		if (j > i + 1)
			buf_addf(out, "%s", between);
		add_names(b, j, " with ", out);
	}
}

static void nearest(const struct build *b, uint32_t i, struct span name,
		    struct span *best, unsigned *distance)
{
	for each_child(b, i, j) {
		const struct span is = row_name(b, j);
		unsigned far;

		if (is_group(&b->rows.row[j])) {
			nearest(b, j, name, best, distance);
			continue;
		}
		if (!allowed(b, j))
			continue;
		far = span_distance(name, is, *distance);
		if (far < *distance) {
			*distance = far;
			*best = is;
		}
	}
}

/* ---- building ---- */

static void children(struct build *b, uint32_t i, struct duis_node *n,
		     struct duis_element *e);
static void one_row(struct build *b, uint32_t i, struct duis_node *n,
		    struct duis_element *e);

static struct span checked_text(struct build *b, uint32_t i,
				const struct duis_node *n)
{
	static const enum code codes[] = {
		[DUIS_VALUE_TYPE] = DUIS020, [DUIS_VALUE_RANGE] = DUIS019,
		[DUIS_VALUE_LIST] = DUIS021, [DUIS_VALUE_LENGTH] = DUIS022,
	};
	const struct srv_row *row = &b->rows.row[i];
	struct buf why = BUF_INIT;
	enum duis_value is;

	if (!n->param) {
		complain(b, DUIS016, n, NULL, NULL,
			 SPAN("has no text; only what belongs to it is given"));
		return SPAN_EMPTY;
	}
	is = duis_value_check(row, n->param->value, &why);
	if (is != DUIS_VALUE_GOOD)
		complain(b, codes[is], n, NULL, &n->param->value,
			 buf_span(&why));
	buf_release(&why);
	return duis_value_text(row, n->param->value);
}

static void attribute(struct build *b, uint32_t i, const struct duis_node *n,
		      struct duis_element *e)
{
	struct duis_node *at = duis_tree_find(n, row_name(b, i), 1);

	if (!at) {
		complain(b, DUIS016, n, srv_row_name(&b->rows.row[i]), NULL,
			 SPAN("is missing"));
		return;
	}
	at->used = true;
	duis_element_set(b->arena, e, span_from(at->name, 1),
			 checked_text(b, i, at));
}

/* Blanks between elements are no text; in an empty element they are. */
static bool stands_in(const struct srv_row *row, struct span text)
{
	return (row->type == SRV_EMPTY ? text : span_trim(text)).n > 0;
}

static void element(struct build *b, uint32_t i, struct duis_node *n,
		    struct duis_element *parent)
{
	const struct srv_row *row = &b->rows.row[i];
	struct duis_element *e;

	n->used = true;
	e = duis_element_add(b->arena, parent, row_name(b, i));
	if (srv_row_has_text(row))
		e->text = checked_text(b, i, n);
	else if (n->param && stands_in(row, n->param->value))
		complain(b, DUIS022, n, NULL, &n->param->value,
			 row->type == SRV_EMPTY ?
			 SPAN("stands in an element that is empty; leave the "
			      "value blank") :
			 SPAN("stands in an element that holds elements, not "
			      "text; name these"));
	children(b, i, n, e);
}

static void missing(struct build *b, uint32_t i, const struct duis_node *n)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "is missing");
	if (b->rows.row[i].type == SRV_ELEMENT) {
		buf_addf(&text, "; it holds ");
		for each_child(b, i, j) {
			if (j > i + 1)
				buf_addf(&text, ", ");
			add_names(b, j, " or ", &text);
		}
	}
	complain_text(b, DUIS016, n, srv_row_name(&b->rows.row[i]), &text);
}

/* Numbers may not leave one out: which element would be meant? */
static bool numbered(struct build *b, uint32_t i, const struct duis_node *n,
		     uint32_t count, uint32_t highest)
{
	const struct span name = row_name(b, i);
	struct buf text = BUF_INIT;

	if (count == highest)
		return true;
	for (uint32_t k = 1; k < highest; k++) {
		if (duis_tree_find(n, name, k))
			continue;
		buf_addf(&text, "has a number %u and no number %u", highest,
			 k);
		complain_text(b, DUIS013, duis_tree_find(n, name, highest),
			      NULL, &text);
		return false;
	}
	return true;
}

static void elements(struct build *b, uint32_t i, struct duis_node *n,
		     struct duis_element *e)
{
	const struct srv_row *row = &b->rows.row[i];
	const struct span name = row_name(b, i);
	struct buf text = BUF_INIT;
	uint32_t highest, count = duis_tree_count(n, name, &highest);

	if (count == 0) {
		if (row->least)
			missing(b, i, n);
		return;
	}
	if (!numbered(b, i, n, count, highest)) {
		mark_row(b, i, n);
		return;
	}
	if (count < row->least || count > row->most) {
		buf_addf(&text, "is there %u times; expected %u", count,
			 row->least);
		if (row->most > row->least)
			buf_addf(&text, " to %u", row->most);
		complain_text(b, DUIS018, duis_tree_find(n, name, count),
			      NULL, &text);
	}
	for (uint32_t k = 1; k <= count; k++)
		element(b, i, duis_tree_find(n, name, k), e);
}

/* A row of a version or profile that is not the one asked for. */
static void refuse_row(struct build *b, uint32_t i, const struct duis_node *n)
{
	const struct duis_node *at = duis_tree_find(n, row_name(b, i), 1);
	const uint8_t wanted = b->rows.row[i].profile;
	struct buf text = BUF_INIT;

	if (wanted == SRV_PROFILE_MP192)
		buf_addf(&text, "is known only under the MP192 profile");
	else
		buf_addf(&text, "is known since DUIS %u.%u", wanted / 10,
			 wanted % 10);
	complain_text(b, DUIS024, at ? at : n, NULL, &text);
	mark_row(b, i, n);
}

static void choice(struct build *b, uint32_t i, struct duis_node *n,
		   struct duis_element *e)
{
	struct buf text = BUF_INIT;
	uint32_t taken = 0;

	for each_child(b, i, j) {
		if (!spoken_of(b, j, n))
			continue;
		if (!taken) {
			taken = j;
			continue;
		}
		buf_clear(&text);
		buf_addf(&text, "is given beside ");
		add_names(b, taken, " with ", &text);
		buf_addf(&text, "; only one of them can be");
		complain(b, DUIS017, n, srv_row_name(&b->rows.row[j]), NULL,
			 buf_span(&text));
		mark_row(b, j, n);
	}
	if (taken) {
		one_row(b, taken, n, e);
	} else if (!optional(b, i)) {
		const char *between = "";

		buf_addf(&text, "lacks one of ");
		for each_child(b, i, j) {
			if (!allowed(b, j))
				continue;
			buf_addf(&text, "%s", between);
			add_names(b, j, " with ", &text);
			between = ", ";
		}
		complain(b, DUIS016, n, n->parent ? NULL : b->ask->srv->body,
			 NULL, buf_span(&text));
	}
	buf_release(&text);
}

static void one_row(struct build *b, uint32_t i, struct duis_node *n,
		    struct duis_element *e)
{
	const struct srv_row *row = &b->rows.row[i];

	if (!allowed(b, i)) {
		if (spoken_of(b, i, n))
			refuse_row(b, i, n);
	} else if (row->type == SRV_CHOICE) {
		choice(b, i, n, e);
	} else if (row->type == SRV_GROUP) {
		for each_child(b, i, j)
			one_row(b, j, n, e);
	} else if (srv_row_is_attribute(row)) {
		attribute(b, i, n, e);
	} else {
		elements(b, i, n, e);
	}
}

static void children(struct build *b, uint32_t i, struct duis_node *n,
		     struct duis_element *e)
{
	for each_child(b, i, j)
		one_row(b, j, n, e);
	for (struct duis_node *c = n->first; c; c = c->next) {
		struct buf text = BUF_INIT;
		struct span best = SPAN_EMPTY;
		unsigned distance = (unsigned)c->name.n / 3 + 1;

		if (c->used)
			continue;
		nearest(b, i, c->name, &best, &distance);
		buf_addf(&text, "is not known in %s",
			 n->parent ? "this element" : b->ask->srv->body);
		if (best.n)
			buf_addf(&text, "; the nearest is '" SPAN_F "'",
				 SPAN_A(best));
		complain_text(b, DUIS015, c, NULL, &text);
	}
}

/* ---- the doors ---- */

struct duis_element *duis_body_build(const struct duis_body_ask *ask,
				     const struct duis_params *p,
				     struct arena *a, struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct build b = { .ask = ask, .arena = a, .d = d,
			   .profile = ask->profile ? ask->profile : &plain };
	struct arena nodes = ARENA_INIT;
	struct duis_node root = { .used = true };
	struct duis_element *e = duis_element_new(a, span_of(ask->srv->body));

	srv_body_find(span_of(ask->srv->srv), &b.rows);
	for (size_t i = 0; i < p->v.n; i++) {
		const struct duis_param *it = &p->v.v[i];
		const enum duis_tree_wrong wrong =
			duis_tree_put(&nodes, &root, it);

		if (wrong == DUIS_TREE_GOOD)
			continue;
		code_find(d, wrong == DUIS_TREE_PATH ? DUIS013 : DUIS014,
			  &(struct code_place){ .file = ask->file,
			  .line = it->line ? it->line : ask->line,
			  .value = &it->path },
			  wrong == DUIS_TREE_PATH ?
			  "is not a path of elements; expected names joined "
			  "by '/', as in A/B[2]/@index" :
			  "is given twice");
	}
	children(&b, 0, &root, e);
	arena_release(&nodes);
	return d->count[DIAG_ERROR] == errors ? e : NULL;
}

static void flatten(const struct duis_element *e, struct buf *path,
		    struct duis_params *p)
{
	const size_t before = path->n;

	for (const struct duis_attribute *at = e->attributes; at;
	     at = at->next) {
		buf_addf(path, "%s@" SPAN_F, before ? "/" : "",
			 SPAN_A(at->name));
		duis_params_add(p, buf_span(path), at->value, e->line);
		path->n = before;
	}
	/* an element that is only there to be there is said by a blank */
	if (before && (e->text.n || (!e->first && !e->attributes)))
		duis_params_add(p, buf_span(path), e->text, e->line);
	for (const struct duis_element *c = e->first; c; c = c->next) {
		uint32_t index = 1;

		for (const struct duis_element *x = e->first; x != c;
		     x = x->next)
			index += span_eq(x->name, c->name);
		buf_addf(path, "%s" SPAN_F, before ? "/" : "",
			 SPAN_A(c->name));
		if (index > 1)
			buf_addf(path, "[%u]", index);
		flatten(c, path, p);
		path->n = before;
	}
}

void duis_body_params(const struct duis_element *body, struct duis_params *p)
{
	struct buf path = BUF_INIT;

	flatten(body, &path, p);
	buf_release(&path);
}

/* The first element that stands where another should, or NULL. */
static const struct duis_element *astray(const struct duis_element *is,
					 const struct duis_element *should,
					 const struct duis_element **instead)
{
	const struct duis_element *a = is->first, *b = should->first, *found;

	for (; a && b; a = a->next, b = b->next) {
		*instead = b;
		if (!span_eq(a->name, b->name) || a->space != b->space)
			return a;
		found = astray(a, b, instead);
		if (found)
			return found;
	}
	return NULL;
}

/* An element with more children than any has, or NULL: what follows takes
 * time by the square of them. */
static const struct duis_element *too_wide(const struct duis_element *e)
{
	const struct duis_element *c, *found = NULL;
	unsigned n = 0;

	for (c = e->first; c && !found; c = c->next)
		found = ++n > WIDTH_MAX ? e : too_wide(c);
	return found;
}

/* No parameter speaks of the text of the body element itself. */
static bool plain_root(const struct duis_body_ask *ask,
		       const struct duis_element *body, struct diag *d)
{
	struct srv_body rows;

	srv_body_find(span_of(ask->srv->srv), &rows);
	if (!stands_in(rows.row, body->text))
		return true;
	code_find(d, DUIS022, &(struct code_place){ .file = ask->file,
		.line = body->line ? body->line : ask->line,
		.column = ask->srv->body, .value = &body->text },
		"stands in an element that holds no text");
	return false;
}

bool duis_body_check(const struct duis_body_ask *ask,
		     const struct duis_element *body, struct diag *d)
{
	const struct duis_element *wrong, *instead = NULL;
	struct duis_params p = DUIS_PARAMS_INIT;
	struct arena a = ARENA_INIT;
	struct duis_element *should;
	bool good = false;

	wrong = too_wide(body);
	if (wrong) {
		code_find(d, DUIS018, &(struct code_place){
			.file = ask->file,
			.line = wrong->line ? wrong->line : ask->line,
			.value = &wrong->name },
			"has more than %d children; no element of a request "
			"has", WIDTH_MAX);
		return false;
	}
	if (!plain_root(ask, body, d))
		return false;
	duis_body_params(body, &p);
	should = duis_body_build(ask, &p, &a, d);
	wrong = should ? astray(body, should, &instead) : NULL;
	if (wrong)
		code_find(d, DUIS023, &(struct code_place){
			.file = ask->file,
			.line = wrong->line ? wrong->line : ask->line,
			.column = ask->srv->body, .value = &wrong->name },
			"stands where '" SPAN_F "' belongs%s",
			SPAN_A(instead->name),
			span_eq(wrong->name, instead->name) ?
			"; it is of another namespace" : "");
	else
		good = should != NULL;
	duis_params_release(&p);
	arena_release(&a);
	return good;
}
