/*
 * duis_tree.h - parameters as a tree, by their paths
 *
 * The inside of duis_body.c: a node for every element and attribute that a
 * parameter names or passes through.
 */
#ifndef ENGINE_DUIS_TREE_H
#define ENGINE_DUIS_TREE_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/duis_params.h"

struct duis_node {
	struct duis_node *parent, *next, *first, *last;
	struct span name;		/* "@index": an attribute */
	uint32_t index;			/* from 1 */
	const struct duis_param *param;	/* NULL: only passed through */
	bool used;			/* an element was made of it */
};

enum duis_tree_wrong { DUIS_TREE_GOOD, DUIS_TREE_PATH, DUIS_TREE_TWICE };

/* Adds the parameter below the root, or says why not. */
enum duis_tree_wrong duis_tree_put(struct arena *a, struct duis_node *root,
				   const struct duis_param *param);
struct duis_node *duis_tree_find(const struct duis_node *parent,
				 struct span name, uint32_t index);
/* How many of that name there are; *highest is the largest index. */
uint32_t duis_tree_count(const struct duis_node *parent, struct span name,
			 uint32_t *highest);
/* "A/B[2]/@index" */
void duis_tree_path(const struct duis_node *n, struct buf *out);

#endif
