/*
 * ppcl_firmware.h - which image of the register a device model takes
 *
 * The images of one device model (maker and model in canonical form) for
 * its SMSO or for any, that are available by a day. A final image stands
 * before a candidate; of one state, an image for that SMSO before one for
 * any; then the one with the newest date. Two different versions that are
 * equally new are an error.
 *
 *	struct ppcl_firmware f;
 *	ppcl_firmware_init(&f, &reg, as_of, &diag);
 *	image = ppcl_firmware_choose(&f, DEVICE_ESME, row);	(NULL: none)
 *	ppcl_firmware_final(&f, DEVICE_ESME, row, version)
 *	ppcl_firmware_release(&f);
 *
 * The answer for one device model and SMSO is worked out once.
 */
#ifndef ENGINE_PPCL_FIRMWARE_H
#define ENGINE_PPCL_FIRMWARE_H

#include "base/diag.h"
#include "base/intern.h"
#include "model/firmware.h"
#include "model/release.h"

struct ppcl_firmware {
	const struct firmware_register *reg;	/* may be NULL: empty */
	int32_t as_of;				/* DATE_NONE: no limit */
	struct diag *d;
	struct intern asked;
	VEC(const struct firmware_image *) answer;
	struct buf key;
};

void ppcl_firmware_init(struct ppcl_firmware *f,
			const struct firmware_register *reg, int32_t as_of,
			struct diag *d);
const struct firmware_image *ppcl_firmware_choose(struct ppcl_firmware *f,
		enum device d, const struct release_row *row);
/* Does the register list the version as final for the device of the row? */
bool ppcl_firmware_final(const struct ppcl_firmware *f, enum device d,
			 const struct release_row *row, struct span version);
void ppcl_firmware_release(struct ppcl_firmware *f);

#endif
