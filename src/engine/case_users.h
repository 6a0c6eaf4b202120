/*
 * case_users.h - who asks, of the users that a campaign has
 *
 * The users are those of the campaign or, where it names none, the suppliers
 * and network operators that the devices name. Of a device's own parties one
 * is taken before any other; a supplier of the other fuel has no business
 * with a meter.
 *
 *	struct case_users users = CASE_USERS_INIT;
 *
 *	case_users_make(&users, campaign, world);
 *	if (case_users_for(&users, device, srv->roles, &who)) ...
 *	if (case_users_without(&users, srv->roles, &who)) ...	(for E2)
 *	case_users_release(&users);
 *
 * Source: sections 7 and 9 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_CASE_USERS_H
#define ENGINE_CASE_USERS_H

#include "model/campaign.h"
#include "model/world.h"

struct case_user {
	uint64_t eui;			/* 0: anyone of the role will do */
	unsigned roles;
	unsigned role;			/* in which it asks */
};

struct case_users {
	VEC(struct case_user) v;
};

#define CASE_USERS_INIT	{ VEC_INIT }

void case_users_make(struct case_users *users, const struct campaign *c,
		     const struct world *w);
/* One that may ask for it of the device, roles 0 being any role. False: there
 * is none. */
bool case_users_for(const struct case_users *users,
		    const struct world_device *d, unsigned roles,
		    struct case_user *who);
/* One that has one of the roles, whatever the device; one that has none. */
bool case_users_with(const struct case_users *users, unsigned roles,
		     struct case_user *who);
bool case_users_without(const struct case_users *users, unsigned roles,
			struct case_user *who);
void case_users_release(struct case_users *users);

#endif
