/*
 * sitrun.h - what the parts of sit-run share
 *
 * The settings of a campaign and its tables, read once:
 *
 *	struct sitrun s;
 *
 *	sitrun_init(&s, &frame);
 *	sitrun_campaign(&s, "campaign.json");	(NULL: the defaults)
 *	sitrun_devices(&s, "devices.csv");
 *	...
 *	sitrun_release(&s);
 *
 * What is wrong becomes findings of the frame.
 */
#ifndef TOOLS_SITRUN_H
#define TOOLS_SITRUN_H

#include "engine/case_size.h"
#include "model/applicability.h"
#include "model/campaign.h"
#include "model/release.h"
#include "model/world.h"
#include "tools/frame.h"

struct sitrun {
	struct frame *f;
	struct arena arena;
	struct campaign campaign;
	const char *campaign_path;	/* NULL: none was given */
	const char *campaign_file;	/* base name */
	struct applicability applies;
	bool has_applies;
	struct trt_table trt;
	struct world world;
	bool has_devices;
	const char *devices_file;	/* base name of the first */
};

void sitrun_init(struct sitrun *s, struct frame *f);
void sitrun_campaign(struct sitrun *s, const char *path);
void sitrun_devices(struct sitrun *s, const char *path);
/* Keys and certificates of its interfaces and its receiver, and where that
 * listens. */
void sitrun_ends_check(struct sitrun *s);
/* The release in that file; NULL: the one that the campaign names. Gives the
 * base name. */
const char *sitrun_ppcl(struct sitrun *s, const char *path,
			struct release *release);
void sitrun_release(struct sitrun *s);

/* --make-cases */
enum sitrun_set { SITRUN_ALL, SITRUN_SMOKE, SITRUN_PAIRWISE,
		  SITRUN_REGRESSION };

struct sitrun_plan {
	const char *ppcl;		/* NULL: the campaign's */
	const struct span *srvs;
	size_t srv_count;
	enum case_phase phase;
	enum sitrun_set set;
	const char *const *voided;
	size_t voided_count;
	const char *previous;		/* NULL: none */
	const struct span *enter_ids, *enter_days;
	size_t enter_count;
};

int sitrun_make(struct sitrun *s, const struct sitrun_plan *plan);

/* --lint */
int sitrun_lint(struct sitrun *s, char **paths, int n);

/* The cases as rows, and as a page that says how large the campaign is. */
int sitrun_view_rows(struct sitrun *s, const struct cases *cases,
		     const struct case_size *size);
int sitrun_view_people(struct sitrun *s, const struct cases *cases,
		       const struct case_size *size);
/* How large, and how long, in two sentences. */
struct span sitrun_view_size(const struct case_size *size, struct arena *a);
struct span sitrun_view_time(const struct case_size *size,
			     const struct campaign *c, struct arena *a);

#endif
