;; A piece of a text, from UTF-16 to UTF-8. Sixteen units are taken at a time as long as they are ASCII and need nothing done.
;;
;; Memory, in bytes from:
;;        0  the letter after the backslash that JSON escapes a unit below 128 with, or 0    1 each
;;      128  hexadecimal digits                                                            1 each
;;     1024  the piece, 16,384 units at most                                               2 each
;;    36864  what it becomes, 6 bytes a unit at most, and 16 that may be written beyond
;;   139264  1 for a unit that is white space                                              1 each
(module
  (memory (export "memory") 4)
  ;; Whether the unit before is white space, or there is none yet.
  (global $white (mut i32) (i32.const 1))
  ;; Whether a space is to be written before anything else.
  (global $owed (mut i32) (i32.const 0))
  ;; All units from 128 up, joined bit by bit.
  (global $seen (mut i32) (i32.const 0))

  ;; Writes a unit from 128 up, no surrogate. Gives where it ends.
  (func $encode (param $unit i32) (param $to i32) (result i32)
    (if (i32.lt_u (local.get $unit) (i32.const 0x800))
      (then
        (i32.store8 (local.get $to) (i32.or (i32.const 0xc0) (i32.shr_u (local.get $unit) (i32.const 6))))
        (i32.store8 offset=1 (local.get $to) (call $low (local.get $unit)))
        (return (i32.add (local.get $to) (i32.const 2)))))
    (i32.store8 (local.get $to) (i32.or (i32.const 0xe0) (i32.shr_u (local.get $unit) (i32.const 12))))
    (i32.store8 offset=1 (local.get $to) (call $low (i32.shr_u (local.get $unit) (i32.const 6))))
    (i32.store8 offset=2 (local.get $to) (call $low (local.get $unit)))
    (i32.add (local.get $to) (i32.const 3)))

  ;; Writes a pair of surrogates. Gives where it ends.
  (func $pair (param $high i32) (param $second i32) (param $to i32) (result i32)
    (local $point i32)
    (local.set $point
      (i32.add
        (i32.const 0x10000)
        (i32.or
          (i32.shl (i32.and (local.get $high) (i32.const 0x3ff)) (i32.const 10))
          (i32.and (local.get $second) (i32.const 0x3ff)))))
    (i32.store8 (local.get $to) (i32.or (i32.const 0xf0) (i32.shr_u (local.get $point) (i32.const 18))))
    (i32.store8 offset=1 (local.get $to) (call $low (i32.shr_u (local.get $point) (i32.const 12))))
    (i32.store8 offset=2 (local.get $to) (call $low (i32.shr_u (local.get $point) (i32.const 6))))
    (i32.store8 offset=3 (local.get $to) (call $low (local.get $point)))
    (i32.add (local.get $to) (i32.const 4)))

  (func $low (param $bits i32) (result i32)
    (i32.or (i32.const 0x80) (i32.and (local.get $bits) (i32.const 0x3f))))

  ;; Whether the surrogate before `at` is the first of a pair.
  (func $paired (param $unit i32) (param $at i32) (param $end i32) (result i32)
    (if (i32.ge_u (local.get $unit) (i32.const 0xdc00)) (then (return (i32.const 0))))
    (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 0))))
    (i32.eq (i32.and (i32.load16_u (local.get $at)) (i32.const 0xfc00)) (i32.const 0xdc00)))

  (func $surrogate (param $unit i32) (result i32)
    (i32.eq (i32.and (local.get $unit) (i32.const 0xf800)) (i32.const 0xd800)))

  ;; Writes the four digits of a unit. Gives where they end.
  (func $digits (param $unit i32) (param $to i32) (result i32)
    (i32.store8 (local.get $to) (i32.load8_u offset=128 (i32.shr_u (local.get $unit) (i32.const 12))))
    (i32.store8 offset=1 (local.get $to)
      (i32.load8_u offset=128 (i32.and (i32.shr_u (local.get $unit) (i32.const 8)) (i32.const 15))))
    (i32.store8 offset=2 (local.get $to)
      (i32.load8_u offset=128 (i32.and (i32.shr_u (local.get $unit) (i32.const 4)) (i32.const 15))))
    (i32.store8 offset=3 (local.get $to)
      (i32.load8_u offset=128 (i32.and (local.get $unit) (i32.const 15))))
    (i32.add (local.get $to) (i32.const 4)))

  ;; Sixteen units in a byte each. One from 128 up becomes 0 or negative.
  (func $narrow (param $at i32) (result v128)
    (i8x16.narrow_i16x8_u (v128.load (local.get $at)) (v128.load offset=16 (local.get $at))))

  ;; Writes the first `count` units as a JSON string has them. Gives where they end.
  (func (export "escaped") (param $count i32) (result i32)
    (local $at i32) (local $end i32) (local $last i32) (local $to i32)
    (local $bytes v128) (local $mask i32) (local $unit i32) (local $letter i32)
    (local.set $at (i32.const 1024))
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 1))))
    (local.set $last (i32.sub (local.get $end) (i32.const 32)))
    (local.set $to (i32.const 36864))
    (block $done
      (loop $sixteen
        (if (i32.le_u (local.get $at) (local.get $last))
          (then
            (local.set $bytes (call $narrow (local.get $at)))
            (v128.store (local.get $to) (local.get $bytes))
            (local.set $mask
              (i8x16.bitmask
                (v128.or
                  (i8x16.lt_s (local.get $bytes) (i8x16.splat (i32.const 0x20)))
                  (v128.or
                    (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x22)))
                    (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x5c)))))))
            (if (i32.eqz (local.get $mask))
              (then
                (local.set $at (i32.add (local.get $at) (i32.const 32)))
                (local.set $to (i32.add (local.get $to) (i32.const 16)))
                (br $sixteen)))
            (local.set $mask (i32.ctz (local.get $mask)))
            (local.set $at (i32.add (local.get $at) (i32.shl (local.get $mask) (i32.const 1))))
            (local.set $to (i32.add (local.get $to) (local.get $mask)))))
        (loop $one
          (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
          (local.set $unit (i32.load16_u (local.get $at)))
          (local.set $at (i32.add (local.get $at) (i32.const 2)))
          (if (i32.lt_u (local.get $unit) (i32.const 0x80))
            (then
              (local.set $letter (i32.load8_u (local.get $unit)))
              (if (i32.eqz (local.get $letter))
                (then
                  (i32.store8 (local.get $to) (local.get $unit))
                  (local.set $to (i32.add (local.get $to) (i32.const 1)))
                  (br $sixteen)))
              (i32.store8 (local.get $to) (i32.const 0x5c))
              (i32.store8 offset=1 (local.get $to) (local.get $letter))
              (local.set $to (i32.add (local.get $to) (i32.const 2)))
              (if (i32.eq (local.get $letter) (i32.const 0x75))
                (then (local.set $to (call $digits (local.get $unit) (local.get $to)))))
              (br $sixteen)))
          (if (call $surrogate (local.get $unit))
            (then
              (if (call $paired (local.get $unit) (local.get $at) (local.get $end))
                (then
                  (local.set $to (call $pair (local.get $unit) (i32.load16_u (local.get $at)) (local.get $to)))
                  (local.set $at (i32.add (local.get $at) (i32.const 2))))
                (else
                  (i32.store16 (local.get $to) (i32.const 0x755c))
                  (local.set $to (call $digits (local.get $unit) (i32.add (local.get $to) (i32.const 2)))))))
            (else (local.set $to (call $encode (local.get $unit) (local.get $to)))))
          ;; Where one is no ASCII, the next is seldom.
          (br $one))))
    (local.get $to))

  ;; Forgets what came before: the next piece is a text's first.
  (func (export "begin")
    (global.set $white (i32.const 1))
    (global.set $owed (i32.const 0))
    (global.set $seen (i32.const 0)))

  (func (export "seen") (result i32)
    (global.get $seen))

  ;; Writes the first `count` units with every run of white space as one space and none at the text's ends, and U+FFFD for half a pair. Gives where
  ;; they end.
  (func (export "collapsed") (param $count i32) (result i32)
    (local $at i32) (local $end i32) (local $last i32) (local $to i32)
    (local $bytes v128) (local $spaces v128) (local $mask i32) (local $stop i32) (local $unit i32) (local $white i32)
    (local.set $at (i32.const 1024))
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 1))))
    (local.set $last (i32.sub (local.get $end) (i32.const 32)))
    (local.set $to (i32.const 36864))
    (local.set $white (global.get $white))
    (if (global.get $owed)
      (then
        (i32.store8 (local.get $to) (i32.const 0x20))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))))
    (block $done
      (loop $sixteen
        (if (i32.le_u (local.get $at) (local.get $last))
          (then
            (local.set $bytes (call $narrow (local.get $at)))
            (local.set $spaces
              (v128.or
                (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x20)))
                (i8x16.lt_u (i8x16.sub (local.get $bytes) (i8x16.splat (i32.const 9))) (i8x16.splat (i32.const 5)))))
            (v128.store
              (local.get $to)
              (v128.bitselect (i8x16.splat (i32.const 0x20)) (local.get $bytes) (local.get $spaces)))
            (local.set $mask (i8x16.bitmask (local.get $spaces)))
            ;; The first that is no ASCII, or a space after another.
            (local.set $stop
              (i32.or
                (i8x16.bitmask (i8x16.lt_s (local.get $bytes) (i8x16.splat (i32.const 1))))
                (i32.and
                  (local.get $mask)
                  (i32.or (i32.shl (local.get $mask) (i32.const 1)) (local.get $white)))))
            (if (i32.eqz (local.get $stop))
              (then
                (local.set $at (i32.add (local.get $at) (i32.const 32)))
                (local.set $to (i32.add (local.get $to) (i32.const 16)))
                (local.set $white (i32.shr_u (local.get $mask) (i32.const 15)))
                (br $sixteen)))
            (local.set $stop (i32.ctz (local.get $stop)))
            (local.set $at (i32.add (local.get $at) (i32.shl (local.get $stop) (i32.const 1))))
            (local.set $to (i32.add (local.get $to) (local.get $stop)))
            (local.set $white
              (i32.and
                (i32.shr_u
                  (i32.or (i32.shl (local.get $mask) (i32.const 1)) (local.get $white))
                  (local.get $stop))
                (i32.const 1)))))
        (loop $one
          (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
          (local.set $unit (i32.load16_u (local.get $at)))
          (local.set $at (i32.add (local.get $at) (i32.const 2)))
          (if (i32.load8_u offset=139264 (local.get $unit))
            (then
              (i32.store8 (local.get $to) (i32.const 0x20))
              (local.set $to (i32.add (local.get $to) (i32.xor (local.get $white) (i32.const 1))))
              (local.set $white (i32.const 1))
              (br $one)))
          (local.set $white (i32.const 0))
          (if (i32.lt_u (local.get $unit) (i32.const 0x80))
            (then
              (i32.store8 (local.get $to) (local.get $unit))
              (local.set $to (i32.add (local.get $to) (i32.const 1)))
              (br $sixteen)))
          (global.set $seen (i32.or (global.get $seen) (local.get $unit)))
          (if (call $surrogate (local.get $unit))
            (then
              (if (call $paired (local.get $unit) (local.get $at) (local.get $end))
                (then
                  (local.set $to (call $pair (local.get $unit) (i32.load16_u (local.get $at)) (local.get $to)))
                  (local.set $at (i32.add (local.get $at) (i32.const 2))))
                (else (local.set $to (call $encode (i32.const 0xfffd) (local.get $to))))))
            (else (local.set $to (call $encode (local.get $unit) (local.get $to)))))
          (br $one))))
    ;; A space at the end is written when something follows.
    (global.set $white (local.get $white))
    (global.set $owed
      (i32.and (local.get $white) (i32.gt_u (local.get $to) (i32.const 36864))))
    (i32.sub (local.get $to) (global.get $owed))))
