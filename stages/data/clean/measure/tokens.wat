;; Splits a text into words and into lines, and numbers the different words. `tokens.ts` says what a word is.
;;
;; Memory: the classes of all code points from 0, a byte each; the first 65,536 are those of code units too, in which a high surrogate is 64. Then,
;; for room for ROOM code units, in bytes from 1,114,112 on:   each
;;    0        units of the text, and a 0                       2
;;    2 ROOM   ids: the number of the word at a place           4
;;    6 ROOM   before: code points before a place               4
;;   10 ROOM   types: hash, start, end and count of a word      16
;;   26 ROOM   flags of a word                                  1
;;   27 ROOM   lines: start, end, words, longest word, tokens, sentences, signs, nothing   32
;;   59 ROOM   slots: the number of a word + 1                  4, 4 ROOM of them
;;   75 ROOM   end
;; ROOM is a multiple of 16, so that all are in even places, and is more than the text's units by two.
;;
;; Classes: 1 letter, 2 in a word, 4 white space, 8 ends a line, 16 symbol, 64 high surrogate.
(module
  (memory (export "memory") 18)
  (global $room (mut i32) (i32.const 0))
  (global $mask (mut i32) (i32.const 0))
  (global $types (mut i32) (i32.const 0))
  (global $lines (mut i32) (i32.const 0))

  (func (export "settle") (param $room i32) (global.set $room (local.get $room)))
  ;; How many different words there are, and how many lines.
  (func (export "types") (result i32) (global.get $types))
  (func (export "lines") (result i32) (global.get $lines))

  ;; Whether a surrogate pair is at an address: what stands behind the text is none.
  (func $isPair (param $at i32) (result i32)
    (i32.and
      (i32.eq (i32.and (i32.load16_u (local.get $at)) (i32.const 0xfc00)) (i32.const 0xd800))
      (i32.eq (i32.and (i32.load16_u offset=2 (local.get $at)) (i32.const 0xfc00)) (i32.const 0xdc00))))

  ;; The classes at an address, those of the whole code point where a pair begins there.
  (func $classAt (param $at i32) (result i32)
    (if (call $isPair (local.get $at))
      (then
        (return
          (i32.load8_u
            (i32.add
              (i32.const 0x10000)
              (i32.or
                (i32.shl (i32.and (i32.load16_u (local.get $at)) (i32.const 0x3ff)) (i32.const 10))
                (i32.and (i32.load16_u offset=2 (local.get $at)) (i32.const 0x3ff))))))))
    (i32.load8_u (i32.load16_u (local.get $at))))

  (func $codePoints (param $at i32) (param $end i32) (result i32)
    (local $count i32)
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $at
          (i32.add
            (local.get $at)
            (select
              (i32.const 4)
              (i32.const 2)
              (i32.and
                (call $isPair (local.get $at))
                (i32.lt_u (i32.add (local.get $at) (i32.const 2)) (local.get $end))))))
        (br $each)))
    (local.get $count))

  ;; Whether a sentence ends at a mark: behind it come any closers, then white space or the end of the text.
  (func $endsSentence (param $at i32) (param $end i32) (result i32)
    (local $unit i32)
    (loop $closers
      (local.set $at (i32.add (local.get $at) (i32.const 2)))
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 1))))
      (local.set $unit (i32.load16_u (local.get $at)))
      ;; " ' ) ]
      (br_if $closers (i32.eq (local.get $unit) (i32.const 0x22)))
      (br_if $closers (i32.eq (local.get $unit) (i32.const 0x27)))
      (br_if $closers (i32.eq (local.get $unit) (i32.const 0x29)))
      (br_if $closers (i32.eq (local.get $unit) (i32.const 0x5d))))
    (i32.shr_u (i32.and (i32.load8_u (local.get $unit)) (i32.const 4)) (i32.const 2)))

  (func $clearSlots (param $slots i32)
    (memory.fill
      (i32.add (i32.const 1114112) (i32.mul (global.get $room) (i32.const 59)))
      (i32.const 0)
      (i32.shl (local.get $slots) (i32.const 2)))
    (global.set $mask (i32.sub (local.get $slots) (i32.const 1))))

  (func $slotOf (param $hash i32) (result i32)
    (local $mixed i32)
    (local.set $mixed
      (i32.mul (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))) (i32.const 0x2c1b3c6d)))
    (i32.and (i32.xor (local.get $mixed) (i32.shr_u (local.get $mixed) (i32.const 13))) (global.get $mask)))

  ;; Twice the slots.
  (func $grow
    (local $slots i32) (local $types i32) (local $id i32) (local $slot i32)
    (call $clearSlots (i32.shl (i32.add (global.get $mask) (i32.const 1)) (i32.const 1)))
    (local.set $slots (i32.add (i32.const 1114112) (i32.mul (global.get $room) (i32.const 59))))
    (local.set $types (i32.add (i32.const 1114112) (i32.mul (global.get $room) (i32.const 10))))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $id) (global.get $types)))
        (local.set $slot
          (call $slotOf (i32.load (i32.add (local.get $types) (i32.shl (local.get $id) (i32.const 4))))))
        (block $free
          (loop $taken
            (br_if $free
              (i32.eqz (i32.load (i32.add (local.get $slots) (i32.shl (local.get $slot) (i32.const 2))))))
            (local.set $slot (i32.and (i32.add (local.get $slot) (i32.const 1)) (global.get $mask)))
            (br $taken)))
        (local.set $id (i32.add (local.get $id) (i32.const 1)))
        (i32.store (i32.add (local.get $slots) (i32.shl (local.get $slot) (i32.const 2))) (local.get $id))
        (br $each))))

  ;; Whether two slices of `bytes` bytes are the same. Reads up to 8 bytes at a time, and so beyond a short one's end.
  (func $same (param $one i32) (param $other i32) (param $bytes i32) (result i32)
    (local $last i32)
    (if (i32.lt_u (local.get $bytes) (i32.const 8))
      (then
        (return
          (i64.eqz
            (i64.shl
              (i64.xor (i64.load (local.get $one)) (i64.load (local.get $other)))
              (i64.extend_i32_u (i32.sub (i32.const 64) (i32.shl (local.get $bytes) (i32.const 3)))))))))
    (local.set $last (i32.sub (i32.add (local.get $one) (local.get $bytes)) (i32.const 8)))
    (local.set $bytes (i32.sub (local.get $other) (local.get $one)))
    (loop $each
      (if (i64.ne (i64.load (local.get $one)) (i64.load (i32.add (local.get $one) (local.get $bytes))))
        (then (return (i32.const 0))))
      (local.set $one (i32.add (local.get $one) (i32.const 8)))
      (br_if $each (i32.lt_u (local.get $one) (local.get $last))))
    (i64.eq (i64.load (local.get $last)) (i64.load (i32.add (local.get $last) (local.get $bytes)))))

  ;; Splits the first `length` units, of which some are surrogates if `pairs`. `expected`: about how many different words there are.
  ;; Gives how many words and symbols there are.
  (func (export "split") (param $length i32) (param $pairs i32) (param $expected i32) (result i32)
    (local $units i32) (local $end i32) (local $at i32) (local $unit i32) (local $bits i32)
    (local $id i32) (local $idAt i32) (local $beforeAt i32) (local $total i32) (local $idsBase i32)
    (local $typesBase i32) (local $flagsBase i32) (local $slots i32) (local $slot i32) (local $held i32) (local $entry i32)
    (local $hash i32) (local $to i32) (local $points i32) (local $flags i32) (local $letters i32) (local $symbols i32)
    (local $joined i32) (local $class i32)
    ;; of a line
    (local $lineAt i32) (local $from i32) (local $start i32) (local $stop i32) (local $words i32) (local $longest i32)
    (local $tokens i32) (local $sentences i32) (local $signs i32) (local $run i32)
    (local.set $units (i32.const 1114112))
    (local.set $idsBase (i32.add (local.get $units) (i32.shl (global.get $room) (i32.const 1))))
    (local.set $idAt (local.get $idsBase))
    (local.set $beforeAt (i32.add (local.get $units) (i32.mul (global.get $room) (i32.const 6))))
    (local.set $typesBase (i32.add (local.get $units) (i32.mul (global.get $room) (i32.const 10))))
    (local.set $flagsBase (i32.add (local.get $units) (i32.mul (global.get $room) (i32.const 26))))
    (local.set $lineAt (i32.add (local.get $units) (i32.mul (global.get $room) (i32.const 27))))
    (local.set $slots (i32.add (local.get $units) (i32.mul (global.get $room) (i32.const 59))))
    (global.set $types (i32.const 0))
    (global.set $lines (i32.const 0))
    ;; Between two and four a word; the room is at least 16.
    (call $clearSlots
      (i32.shl
        (i32.const 1)
        (i32.sub (i32.const 32) (i32.clz (i32.or (i32.shl (local.get $expected) (i32.const 1)) (i32.const 31))))))
    (i32.store (local.get $beforeAt) (i32.const 0))
    (local.set $at (local.get $units))
    (local.set $from (local.get $at))
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $length) (i32.const 1))))
    (loop $next
      (local.set $unit (i32.load16_u (local.get $at)))
      (local.set $bits
        (select
          (i32.load8_u (local.get $unit))
          (i32.const 12)
          (i32.lt_u (local.get $at) (local.get $end))))
      (if (i32.eqz (i32.and (local.get $bits) (i32.const 4)))
        (then
          (if (i32.eqz (local.get $run))
            (then
              (local.set $run (local.get $at))
              (local.set $words (i32.add (local.get $words) (i32.const 1)))
              (if (i32.eqz (local.get $start)) (then (local.set $start (local.get $at))))))
          (local.set $hash (i32.const 0x811c9dc5))
          (local.set $to (local.get $at))
          (local.set $points (i32.const 0))
          (if (i32.and (local.get $bits) (i32.const 66))
            (then
              (local.set $letters (i32.const 0))
              (local.set $symbols (i32.const 16))
              (local.set $joined (i32.const 0))
              (loop $runs
                (block $other
                  (loop $each
                    (local.set $unit (i32.load16_u (local.get $to)))
                    (local.set $bits (i32.load8_u (local.get $unit)))
                    (br_if $other (i32.eqz (i32.and (local.get $bits) (i32.const 2))))
                    (local.set $hash (i32.mul (i32.xor (local.get $hash) (local.get $unit)) (i32.const 0x01000193)))
                    (local.set $letters (i32.or (local.get $letters) (local.get $bits)))
                    (local.set $symbols (i32.and (local.get $symbols) (local.get $bits)))
                    (local.set $to (i32.add (local.get $to) (i32.const 2)))
                    (br $each)))
                (if (i32.eq (local.get $bits) (i32.const 64))
                  (then
                    (local.set $class (call $classAt (local.get $to)))
                    (if (i32.and (local.get $class) (i32.const 2))
                      (then
                        (local.set $letters (i32.or (local.get $letters) (local.get $class)))
                        (local.set $symbols (i32.and (local.get $symbols) (local.get $class)))
                        (local.set $hash (i32.mul (i32.xor (local.get $hash) (local.get $unit)) (i32.const 0x01000193)))
                        (local.set $hash
                          (i32.mul
                            (i32.xor (local.get $hash) (i32.load16_u offset=2 (local.get $to)))
                            (i32.const 0x01000193)))
                        (local.set $points (i32.sub (local.get $points) (i32.const 1)))
                        (local.set $to (i32.add (local.get $to) (i32.const 4)))
                        (br $runs))))
                  (else
                    (if
                      (i32.and
                        (i32.and (i32.eq (local.get $unit) (i32.const 0x27)) (i32.eqz (local.get $joined)))
                        (i32.gt_u (local.get $to) (local.get $at)))
                      (then
                        (local.set $to (i32.add (local.get $to) (i32.const 2)))
                        (if (i32.and (call $classAt (local.get $to)) (i32.const 2))
                          (then
                            (local.set $joined (i32.const 1))
                            (local.set $hash (i32.mul (i32.xor (local.get $hash) (local.get $unit)) (i32.const 0x01000193)))
                            (br $runs)))
                        (local.set $to (i32.sub (local.get $to) (i32.const 2))))))))
              (local.set $flags (i32.or (i32.and (local.get $letters) (i32.const 1)) (local.get $symbols)))
              (local.set $points
                (i32.add
                  (local.get $points)
                  (i32.shr_u (i32.sub (local.get $to) (local.get $at)) (i32.const 1))))))
          (if (i32.eq (local.get $to) (local.get $at))
            (then
              ;; A sign; a pair that is no letter and no number; half a pair.
              (local.set $flags (i32.and (call $classAt (local.get $at)) (i32.const 16)))
              (local.set $points (i32.const 1))
              (local.set $to
                (i32.add (local.get $at) (select (i32.const 4) (i32.const 2) (call $isPair (local.get $at)))))
              (local.set $hash
                (i32.mul
                  (i32.xor
                    (i32.load16_u (local.get $at))
                    (i32.shl (i32.load16_u (i32.sub (local.get $to) (i32.const 2))) (i32.const 16)))
                  (i32.const 0x01000193)))
              ;; { and [
              (if (i32.eq (local.get $unit) (i32.const 0x7b))
                (then (local.set $signs (i32.or (local.get $signs) (i32.const 1)))))
              (if (i32.eq (local.get $unit) (i32.const 0x5b))
                (then (local.set $signs (i32.or (local.get $signs) (i32.const 2)))))
              ;; . ! ?
              (if
                (i32.or
                  (i32.or (i32.eq (local.get $unit) (i32.const 0x2e)) (i32.eq (local.get $unit) (i32.const 0x21)))
                  (i32.eq (local.get $unit) (i32.const 0x3f)))
                (then
                  (local.set $sentences
                    (i32.add (local.get $sentences) (call $endsSentence (local.get $at) (local.get $end))))))))
          ;; The word's number.
          (local.set $slot
            (i32.mul (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))) (i32.const 0x2c1b3c6d)))
          (local.set $slot (i32.xor (local.get $slot) (i32.shr_u (local.get $slot) (i32.const 13))))
          (block $known
            (loop $each
              (local.set $slot (i32.and (local.get $slot) (global.get $mask)))
              (local.set $held (i32.load (i32.add (local.get $slots) (i32.shl (local.get $slot) (i32.const 2)))))
              (if (i32.eqz (local.get $held))
                (then
                  (local.set $id (global.get $types))
                  (local.set $entry (i32.add (local.get $typesBase) (i32.shl (local.get $id) (i32.const 4))))
                  (i32.store (local.get $entry) (local.get $hash))
                  (i32.store offset=4 (local.get $entry)
                    (i32.shr_u (i32.sub (local.get $at) (local.get $units)) (i32.const 1)))
                  (i32.store offset=8 (local.get $entry)
                    (i32.shr_u (i32.sub (local.get $to) (local.get $units)) (i32.const 1)))
                  (i32.store offset=12 (local.get $entry) (i32.const 1))
                  (i32.store8 (i32.add (local.get $flagsBase) (local.get $id)) (local.get $flags))
                  (global.set $types (i32.add (local.get $id) (i32.const 1)))
                  (i32.store
                    (i32.add (local.get $slots) (i32.shl (local.get $slot) (i32.const 2)))
                    (global.get $types))
                  (if (i32.gt_u (i32.shl (global.get $types) (i32.const 1)) (global.get $mask)) (then (call $grow)))
                  (br $known)))
              (local.set $id (i32.sub (local.get $held) (i32.const 1)))
              (local.set $entry (i32.add (local.get $typesBase) (i32.shl (local.get $id) (i32.const 4))))
              (if (i32.eq (i32.load (local.get $entry)) (local.get $hash))
                (then
                  (local.set $held (i32.load offset=4 (local.get $entry)))
                  (if
                    (i32.eq
                      (i32.sub (i32.load offset=8 (local.get $entry)) (local.get $held))
                      (i32.shr_u (i32.sub (local.get $to) (local.get $at)) (i32.const 1)))
                    (then
                      (if
                        (call $same
                          (local.get $at)
                          (i32.add (local.get $units) (i32.shl (local.get $held) (i32.const 1)))
                          (i32.sub (local.get $to) (local.get $at)))
                        (then
                          (i32.store offset=12 (local.get $entry)
                            (i32.add (i32.load offset=12 (local.get $entry)) (i32.const 1)))
                          (br $known)))))))
              (local.set $slot (i32.add (local.get $slot) (i32.const 1)))
              (br $each)))
          (i32.store (local.get $idAt) (local.get $id))
          (local.set $idAt (i32.add (local.get $idAt) (i32.const 4)))
          (local.set $total (i32.add (local.get $total) (local.get $points)))
          (i32.store offset=4 (local.get $beforeAt) (local.get $total))
          (local.set $beforeAt (i32.add (local.get $beforeAt) (i32.const 4)))
          (local.set $at (local.get $to))
          (br $next)))
      ;; White space.
      (if (local.get $run)
        (then
          (local.set $stop (local.get $at))
          (local.set $points (i32.shr_u (i32.sub (local.get $at) (local.get $run)) (i32.const 1)))
          (if (i32.gt_u (local.get $points) (local.get $longest))
            (then
              (if (local.get $pairs)
                (then (local.set $points (call $codePoints (local.get $run) (local.get $at)))))
              (if (i32.gt_u (local.get $points) (local.get $longest))
                (then (local.set $longest (local.get $points))))))
          (local.set $run (i32.const 0))))
      (if (i32.and (local.get $bits) (i32.const 8))
        (then
          (if (i32.and (i32.eq (local.get $at) (local.get $end)) (i32.eq (local.get $from) (local.get $at)))
            (then (return (i32.shr_u (i32.sub (local.get $idAt) (local.get $idsBase)) (i32.const 2)))))
          (if (i32.eqz (local.get $start))
            (then
              (local.set $start (local.get $from))
              (local.set $stop (local.get $from))))
          (i32.store (local.get $lineAt)
            (i32.shr_u (i32.sub (local.get $start) (local.get $units)) (i32.const 1)))
          (i32.store offset=4 (local.get $lineAt)
            (i32.shr_u (i32.sub (local.get $stop) (local.get $units)) (i32.const 1)))
          (i32.store offset=8 (local.get $lineAt) (local.get $words))
          (i32.store offset=12 (local.get $lineAt) (local.get $longest))
          (i32.store offset=16 (local.get $lineAt)
            (i32.sub
              (i32.shr_u (i32.sub (local.get $idAt) (local.get $idsBase)) (i32.const 2))
              (local.get $tokens)))
          (i32.store offset=20 (local.get $lineAt) (local.get $sentences))
          (i32.store offset=24 (local.get $lineAt) (local.get $signs))
          (local.set $lineAt (i32.add (local.get $lineAt) (i32.const 32)))
          (global.set $lines (i32.add (global.get $lines) (i32.const 1)))
          (if (i32.eq (local.get $at) (local.get $end))
            (then (return (i32.shr_u (i32.sub (local.get $idAt) (local.get $idsBase)) (i32.const 2)))))
          ;; A carriage return and a newline end one line.
          (if
            (i32.and
              (i32.eq (local.get $unit) (i32.const 0x0d))
              (i32.eq (i32.load16_u offset=2 (local.get $at)) (i32.const 0x0a)))
            (then (local.set $at (i32.add (local.get $at) (i32.const 2)))))
          (local.set $from (i32.add (local.get $at) (i32.const 2)))
          (local.set $start (i32.const 0))
          (local.set $words (i32.const 0))
          (local.set $longest (i32.const 0))
          (local.set $sentences (i32.const 0))
          (local.set $signs (i32.const 0))
          (local.set $tokens (i32.shr_u (i32.sub (local.get $idAt) (local.get $idsBase)) (i32.const 2)))))
      (local.set $at (i32.add (local.get $at) (i32.const 2)))
      (br $next))
    (unreachable)))
