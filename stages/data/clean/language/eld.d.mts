/** The part of the package's interface that is used here. */
export declare const eld: {
  detect(text: string): {
    readonly language: string;
    getScores(): Readonly<Record<string, number>>;
    isReliable(): boolean;
  };
};
