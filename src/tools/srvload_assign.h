/*
 * srvload_assign.h - the times of devices, written
 *
 *	status = srvload_assign(&frame, &net, &set, &ask);
 *
 * Reads the devices (and the assignment of before), gives every device its
 * time from what the groups send, and writes one row a device.
 */
#ifndef TOOLS_SRVLOAD_ASSIGN_H
#define TOOLS_SRVLOAD_ASSIGN_H

#include "engine/load_profile.h"
#include "tools/frame.h"

struct srvload_ask {
	const char *devices;
	const char *previous;		/* NULL: none */
	bool pack;
	uint64_t sms_per_wakeup;
	int status;			/* when all went well */
};

int srvload_assign(struct frame *f, struct load_net *net,
		   const struct load_set *s, const struct srvload_ask *ask);

#endif
