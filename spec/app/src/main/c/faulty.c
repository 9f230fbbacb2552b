/* A driver with a fault that compiles, works, and is found: cc -o faulty faulty.c */
#include "kit.h"

static const char *driver_claims(void) { return "NotAsynchronous"; }

static void driver_reset(void) {}

/* CANCEL_IO means nothing to it; only the callback's answer cancels (B5). */
static void driver_cancel_io(void) {}

static HRESULT_CODE driver_acquire(int windows_me) {
  HRESULT_CODE code = S_OK;
  struct read read = {READ_NOT_READY, 0, 0, 0};
  device_start();
  while (code == S_OK && read.result != READ_LAST_BAND) {
    device_submit_read();
    read = device_await_read();
    if (read.result == READ_FAULT) {
      return read.fault; /* The fault: nobody stops the device on this way out. */
    }
    code = read.result == READ_BUTTON ? S_FALSE : callback(read.result == READ_NOT_READY ? NULL : &read);
  }
  device_stop();
  return code == S_FALSE && windows_me ? E_ABORT : code;
}
