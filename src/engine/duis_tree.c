/* Paths of parameters. */
#include "engine/duis_tree.h"

#include "base/num.h"

#define DEPTH_MAX	32	/* the deepest body has 8 */
#define INDEX_MAX	9999

struct duis_node *duis_tree_find(const struct duis_node *parent,
				 struct span name, uint32_t index)
{
	struct duis_node *n = parent->first;

	while (n && (n->index != index || !span_eq(n->name, name)))
		n = n->next;
	return n;
}

uint32_t duis_tree_count(const struct duis_node *parent, struct span name,
			 uint32_t *highest)
{
	uint32_t count = 0;

	*highest = 0;
	for (const struct duis_node *n = parent->first; n; n = n->next) {
		if (!span_eq(n->name, name))
			continue;
		count++;
		if (n->index > *highest)
			*highest = n->index;
	}
	return count;
}

static struct duis_node *add(struct arena *a, struct duis_node *parent,
			     struct span name, uint32_t index)
{
	struct duis_node *n = arena_zero(a, 1, sizeof(*n));

	n->parent = parent;
	n->name = name;
	n->index = index;
	if (parent->last)
		parent->last->next = n;
	else
		parent->first = n;
	parent->last = n;
	return n;
}

/* "Name[2]" into its parts; an attribute has no number. */
static bool cut_index(struct span *name, uint32_t *index)
{
	struct span rest = *name, word;
	uint64_t n;

	*index = 1;
	if (name->n == 0 || !span_cut(&rest, '[', &word) || word.n == 0)
		return false;
	if (word.n == name->n)
		return true;
	if (word.p[0] == '@' || rest.n < 2 || rest.p[rest.n - 1] != ']' ||
	    !num_parse(span_make(rest.p, rest.n - 1), &n) || n == 0 ||
	    n > INDEX_MAX || rest.p[0] == '0')
		return false;
	*name = word;
	*index = (uint32_t)n;
	return true;
}

static bool path_good(struct span path)
{
	unsigned depth = 0;
	struct span name;
	uint32_t index;

	if (path.n == 0 || path.p[path.n - 1] == '/')
		return false;
	while (span_cut(&path, '/', &name)) {
		if (!cut_index(&name, &index) || ++depth > DEPTH_MAX ||
		    (name.p[0] == '@' && (path.n || name.n == 1)))
			return false;
	}
	return true;
}

enum duis_tree_wrong duis_tree_put(struct arena *a, struct duis_node *root,
				   const struct duis_param *param)
{
	struct span rest = param->path, name;
	struct duis_node *at = root, *next;
	uint32_t index;

	if (!path_good(param->path))
		return DUIS_TREE_PATH;
	while (span_cut(&rest, '/', &name)) {
		cut_index(&name, &index);
		next = duis_tree_find(at, name, index);
		at = next ? next : add(a, at, name, index);
	}
	if (at->param)
		return DUIS_TREE_TWICE;
	at->param = param;
	return DUIS_TREE_GOOD;
}

void duis_tree_path(const struct duis_node *n, struct buf *out)
{
	if (n->parent && n->parent->parent) {
		duis_tree_path(n->parent, out);
		buf_add_char(out, '/');
	}
	buf_add(out, n->name);
	if (n->index > 1)
		buf_addf(out, "[%u]", n->index);
}
